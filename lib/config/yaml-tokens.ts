import type { CST } from 'yaml';

type Token = CST.Token;

/** The offset of the first token that is nested deeper than the limit. Walks without recursion. */
export function nestingOf(tokens: readonly Token[], limit: number): number | undefined {
  for (const { token, depth } of walk(tokens)) {
    if (depth > limit) return token.offset >= 0 ? token.offset : 0;
  }
  return undefined;
}

/** The offset of the first alias. */
export function findAlias(tokens: readonly Token[]): number | undefined {
  for (const { token } of walk(tokens)) if (token.type === 'alias') return token.offset;
  return undefined;
}

interface Nested {
  readonly token: Token;
  readonly depth: number;
}

function* walk(tokens: readonly Token[]): Generator<Nested> {
  const left: Nested[] = tokens.map((token) => ({ token, depth: 0 })).reverse();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    yield next;
    const depth = next.depth + 1;
    left.push(
      ...children(next.token)
        .map((token) => ({ token, depth }))
        .reverse(),
    );
  }
}

function children(token: Token): readonly Token[] {
  if (token.type === 'document') return token.value ? [token.value] : [];
  if (token.type !== 'block-map' && token.type !== 'block-seq' && token.type !== 'flow-collection') return [];
  const items: readonly CST.CollectionItem[] = token.items;
  return items.flatMap(({ key, value }) => [...(key ? [key] : []), ...(value ? [value] : [])]);
}
