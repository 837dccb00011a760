/** What the first bytes of a file say it is. */
export type Sniffed =
  | 'empty'
  | 'gzip'
  | 'tar'
  | 'other-archive'
  | 'utf-16'
  | 'binary'
  | 'log-frames'
  | 'json'
  | 'yaml'
  | 'text';

/** So many bytes of a file are looked at before it is decided what it is. */
export const SNIFF_BYTES = 64 * 1024;

const TAR_BLOCK = 512;
const OTHER_ARCHIVES = ['504b0304', '28b52ffd', 'fd377a58', '425a68', '377abcaf'];
/** Fields by one of which every object, list or version of Kubernetes begins a line in YAML. */
const YAML_OF_KUBERNETES =
  /^(?:- |\{)?["']?(?:apiVersion|kind|items|metadata|status|spec|serverVersion|clientVersion|gitVersion|conditions|involvedObject|subsets)["']?:(?:\s|$)/m;

export function sniff(head: Buffer, isWhole: boolean): Sniffed {
  if (head.length === 0) return 'empty';
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (isTar(head)) return 'tar';
  const magic = head.subarray(0, 4).toString('hex');
  if (OTHER_ARCHIVES.some((start) => magic.startsWith(start))) return 'other-archive';
  if (magic.startsWith('fffe') && head.length > 2) return 'utf-16';
  const text = utf8(head, isWhole);
  if (text === undefined || text.includes('\0')) return 'binary';
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start === '') return 'empty';
  if (start.startsWith('==== START logs for container ')) return 'log-frames';
  if (/^(?:\{|\[\s*(?:[{[\]"]|$))/.test(start)) return 'json';
  return YAML_OF_KUBERNETES.test(text) ? 'yaml' : 'text';
}

function utf8(head: Buffer, isWhole: boolean): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !isWhole });
  } catch {
    return undefined;
  }
}

/** By the checksum of its first header, which old archives without a magic word have too. */
function isTar(head: Buffer): boolean {
  if (head.length < TAR_BLOCK) return false;
  const stored = Number.parseInt(head.subarray(148, 156).toString('latin1').replace(/\0.*$/, '').trim(), 8);
  let sum = 0;
  for (let index = 0; index < TAR_BLOCK; index += 1)
    sum += index >= 148 && index < 156 ? 0x20 : (head[index] ?? 0);
  return sum === stored;
}
