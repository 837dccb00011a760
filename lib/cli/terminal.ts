/** Where text goes. */
export interface Terminal {
  write(text: string): void;
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
}

const NARROWEST = 40;
const USUAL = 80;

/** Lines are as wide as the terminal, and never wider than 80 columns, which read well. */
export function widthOf({ isTerminal, columns }: Terminal): number {
  return isTerminal && columns ? Math.min(USUAL, Math.max(NARROWEST, columns)) : USUAL;
}
