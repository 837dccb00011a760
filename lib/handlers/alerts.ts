import { type ReceiveAlertsDeps, receiveAlerts } from '../ingress/receive-alerts.ts';
import { type HttpHandler, httpHandler } from './http.ts';

/** POST /alerts: Alertmanager's webhook. */
export const alertsHandler = (deps: ReceiveAlertsDeps): HttpHandler =>
  httpHandler(receiveAlerts(deps), deps.log);
