import type { CauseId } from '../../../causes/catalogue.ts';
import { accessCauses } from './access.ts';
import type { CauseText } from './cause-text.ts';
import { certificateCauses } from './certificate.ts';
import { cniCauses } from './cni.ts';
import { controlPlaneCauses } from './control-plane.ts';
import { dnsCauses } from './dns.ts';
import { kernelCauses } from './kernel.ts';
import { kubeletCauses } from './kubelet.ts';
import { nodeCauses } from './node.ts';
import { podCauses } from './pod.ts';
import { proxyCauses } from './proxy.ts';
import { runtimeCauses } from './runtime.ts';
import { serviceCauses } from './service.ts';

/** The reference text of every cause of the catalogue. */
export const causeTexts: Readonly<Record<CauseId, CauseText>> = {
  ...nodeCauses,
  ...kernelCauses,
  ...kubeletCauses,
  ...certificateCauses,
  ...runtimeCauses,
  ...cniCauses,
  ...dnsCauses,
  ...proxyCauses,
  ...serviceCauses,
  ...podCauses,
  ...controlPlaneCauses,
  ...accessCauses,
};
