declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** https://github.com/architect/dynalite#programmatically */
  // biome-ignore lint/style/noDefaultExport: the form of the package itself
  export default function dynalite(options?: { path?: string; createTableMs?: number }): Server;
}
