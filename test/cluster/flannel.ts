import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Artifacts } from './artifacts.ts';

/**
 * flannel's own manifest, as its module carries it, with the backend asked for.
 *
 * The plugin binary is the last one published as a Go module (containernetworking/plugins 0.9.1), which speaks CNI up to 0.4.0.
 */
export function flannelManifest(artifacts: Artifacts, backend: string): string {
  const text = readFileSync(join(artifacts.images, 'kube-flannel.yml'), 'utf8');
  return text
    .replace('"Type": "vxlan"', `"Type": "${backend}"`)
    .replace('"cniVersion": "1.0.0"', '"cniVersion": "0.3.1"');
}
