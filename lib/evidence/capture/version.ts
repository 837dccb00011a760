import { isRecord, type RawObject, textOf } from './raw-object.ts';

/**
 * The API server's version, from `kubectl version -o json` (beside that of kubectl itself, which is none of the
 * cluster's), from `kubectl get --raw /version`, or from a support bundle's `cluster_version.json`.
 */
export function versionOf(raw: RawObject): RawObject | undefined {
  if (isRecord(raw['serverVersion'])) return raw['serverVersion'];
  if (isRecord(raw['info']) && isVersion(raw['info'])) return raw['info'];
  return isVersion(raw) ? raw : undefined;
}

const isVersion = (raw: RawObject): boolean =>
  textOf(raw, 'gitVersion') !== undefined &&
  textOf(raw, 'goVersion') !== undefined &&
  textOf(raw, 'kind') === undefined;
