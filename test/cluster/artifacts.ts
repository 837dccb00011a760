import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rig } from './rig.ts';

/** What machines boot from, all of it cached outside the checkout. */
export interface Artifacts {
  /** Root file system of Debian, shared read-only. */
  readonly base: string;
  /** The cluster's binaries over it. */
  readonly layer: string;
  /** OCI archives and the manifests that belong to them. */
  readonly images: string;
  /** Of Kubernetes, with its leading v. */
  readonly version: string;
}

/** Builds what the cache does not hold; the first time takes tens of minutes, later ones a second. */
export function makeArtifacts(rig: Rig): Artifacts {
  mkdirSync(rig.cacheDir, { recursive: true });
  const binaries = script(join(rig.sourceDir, 'build/build.sh'), [rig.cacheDir]);
  const list = join(rig.cacheDir, `binaries-${process.pid}.txt`);
  writeFileSync(list, binaries);
  const lines = script(join(rig.sourceDir, 'build/layer.sh'), [rig.cacheDir, list]);
  spawnSync('rm', ['-f', list]);
  const value = (name: string): string => {
    const found = new RegExp(`^${name}=(.+)$`, 'm').exec(lines)?.[1];
    if (found === undefined) throw new Error(`layer.sh did not print ${name}`);
    return found;
  };
  return { base: value('base'), layer: value('layer'), images: value('images'), version: value('version') };
}

function script(path: string, args: readonly string[]): string {
  const done = spawnSync(path, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (done.status !== 0) throw new Error(`${path} failed`);
  return done.stdout;
}

/** Data of a containerd that has imported all images; not there before the first node has done so. */
export const loadedImages = (artifacts: Artifacts): string => `${artifacts.images}-loaded`;
