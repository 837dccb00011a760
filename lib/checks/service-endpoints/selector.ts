import type { Pod } from '../../evidence/objects/pod.ts';
import { editDistance } from '../../grammar/edit-distance.ts';

type Labels = Readonly<Record<string, string>>;

/** Whether an equality selector picks these labels. An empty selector picks nothing here: a Service without one has no pods. */
export function selects(selector: Labels, labels: Labels): boolean {
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

/** A pod that a selector almost picks, and what keeps it from doing so. */
export interface NearMiss {
  readonly pod: Pod;
  /** `key=value` that the selector asks for and the pod lacks. */
  readonly lacking: readonly string[];
  /** What the pod carries instead: another value of the same key, or the same value under another key. */
  readonly instead: readonly string[];
}

/** The pods whose labels come closest to a selector, closest first: the usual typo shows at once. */
export function nearMisses(selector: Labels, pods: readonly Pod[], most: number): NearMiss[] {
  return pods
    .flatMap((pod) => {
      const { lacking, instead, score } = compare(selector, pod);
      return score > 0 ? [{ pod, lacking, instead, score }] : [];
    })
    .sort((a, b) => b.score - a.score || a.pod.meta.name.localeCompare(b.pod.meta.name))
    .slice(0, most);
}

function compare(selector: Labels, pod: Pod): NearMiss & { readonly score: number } {
  const { labels, name } = pod.meta;
  const lacking: string[] = [];
  const instead: string[] = [];
  let score = 0;
  for (const [key, value] of Object.entries(selector)) {
    const own = labels[key];
    if (own === value) {
      score += 2;
      continue;
    }
    lacking.push(`${key}=${value}`);
    const underOtherKey = Object.entries(labels).find(([, other]) => other === value);
    if (own !== undefined && resembles(own, value)) {
      instead.push(`${key}=${own}`);
      score += 1;
    } else if (underOtherKey) {
      instead.push(`${underOtherKey[0]}=${value}`);
      score += 2;
    } else if (name === value || name.startsWith(`${value}-`)) {
      score += 1;
    }
  }
  return { pod, lacking, instead, score };
}

/** Differs by case, by a few letters at an end, or by separators. */
function resembles(a: string, b: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[-_.]/g, '');
  const [one, two] = [plain(a), plain(b)];
  return one === two || one.startsWith(two) || two.startsWith(one) || editDistance(one, two) <= 2;
}
