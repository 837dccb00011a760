/** Which node a name was taken for. */
export const resolution = {
  'node.resolved': ({ wanted, name, by }: { wanted: string; name: string; by: 'prefix' | 'address' }) =>
    by === 'prefix'
      ? `"${wanted}" is the beginning of one node's name: ${name}.`
      : `${wanted} is an address of node ${name}.`,
  'node.taken-for-unnamed': ({ wanted }: { wanted: string }) =>
    `The capture holds one node and does not name it; it was taken for ${wanted}.`,
};
