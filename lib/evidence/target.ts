/** What is looked at. */
export type Target =
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'dns' }
  | { readonly kind: 'proxy' }
  | { readonly kind: 'network' }
  | { readonly kind: 'service'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'cluster' };

export type TargetKind = Target['kind'];

/** The target in the words of the command line: `node node-3`, `service shop/cart`, `dns`. */
export function describeTarget(target: Target): string {
  switch (target.kind) {
    case 'node':
      return `node ${target.name}`;
    case 'service':
      return `service ${target.namespace}/${target.name}`;
    case 'dns':
    case 'proxy':
    case 'network':
    case 'cluster':
      return target.kind;
  }
}
