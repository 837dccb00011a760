import type { EndpointSlice } from '../../evidence/objects/service.ts';

/** The endpoints of a Service over all its slices. */
export interface Endpoints {
  readonly ready: number;
  readonly notReady: number;
  readonly readyAddresses: readonly string[];
  readonly slices: readonly EndpointSlice[];
}
