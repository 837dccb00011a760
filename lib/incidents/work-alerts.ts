import { renderDiagnosis } from '../slack/render-diagnosis.ts';
import { type AlertsJob, applyAlerts } from './apply-alerts.ts';
import { changeIncident } from './change-incident.ts';
import type { Effect, Incident } from './incident.ts';
import { subjectOf } from './incident-head.ts';
import { answerInIncident, editHead, postHead } from './incident-thread.ts';
import { lookSafely } from './look-safely.ts';
import type { LookResult, WorkDeps } from './ports.ts';
import { isAwaited, isWorthTelling, recordLook, summarizeLook } from './record-look.ts';
import { renderLookFailure, renderReopened, renderResolved } from './replies.ts';

/** What a job left undone for so long, the next one about the same incident sees to. */
const LEFT_UNDONE_AFTER_MS = 10 * 60_000;

/**
 * Takes alerts into their incident and does what that brings about. What is to be done is written down with the incident
 * before any of it is done, and each part of it is done once, so the job can break off anywhere and be done again.
 * Rejects where it should be tried again, and where Slack refuses for good.
 */
export async function workAlerts(job: AlertsJob, deps: WorkDeps): Promise<void> {
  let incident = await changeIncident(
    deps.incidents,
    job,
    (before) =>
      applyAlerts(before, job, { now: deps.now(), channelId: deps.channelOf(job.cluster) }).incident,
  );
  const due = incident.pending.filter(
    ({ jobId, since }) => jobId === job.id || deps.now() - since >= LEFT_UNDONE_AFTER_MS,
  );
  if (due.length === 0) return;
  // A thread that stands shows what is under way, and whether its head still exists.
  const isNew = due.some(({ kind }) => kind === 'open-thread');
  if (incident.thread === 'wanted' && !isNew) incident = await editHead(incident, deps);
  for (const effect of due) incident = await carryOut(effect, incident, deps);
  await settle(due, incident, deps);
}

const isSame = (a: Effect, b: Effect): boolean => a.kind === b.kind && a.number === b.number;

/** Brings about one effect and gives back the incident as it is then. */
async function carryOut(effect: Effect, incident: Incident, deps: WorkDeps): Promise<Incident> {
  if (!incident.pending.some((pending) => isSame(pending, effect))) return incident;
  switch (effect.kind) {
    case 'open-thread':
      await postHead(incident, deps);
      return incident;
    case 'answer-reopened': {
      const message = renderReopened(incident);
      await answerInIncident(incident, deps, { message, part: `reopened:${effect.number}` });
      return incident;
    }
    case 'look':
      return carryOutLook(effect, incident, deps);
    case 'answer-resolved': {
      const message = renderResolved(incident);
      await answerInIncident(incident, deps, { message, part: `resolved:${effect.number}` });
      return incident;
    }
    // The last thing of all, so that it shows the state in which everything ends.
    case 'edit-head':
      return incident;
  }
}

async function carryOutLook(look: Effect, incident: Incident, deps: WorkDeps): Promise<Incident> {
  const result = await lookSafely(deps.look, incident.cluster, incident.target ?? '');
  const found = summarizeLook(result, deps.now());
  // Others may have written while this one looked. What ended before it was heard of gets a thread only if it is unwell.
  const current = await changeIncident(deps.incidents, incident, (now = incident) =>
    isAwaited(now, look) && now.thread === 'none' && found.verdict === 'unhealthy'
      ? { ...now, thread: 'wanted', version: now.version + 1 }
      : now,
  );
  if (!isAwaited(current, look)) return current;
  if (current.thread === 'wanted' && isWorthTelling(current, look, found)) {
    const message = renderLook(result, current);
    await answerInIncident(current, deps, { message, part: `look:${look.number}` });
  }
  return changeIncident(deps.incidents, incident, (now = incident) => recordLook(now, look, found));
}

function renderLook(result: LookResult, incident: Incident) {
  return result.status === 'looked'
    ? renderDiagnosis(result.diagnosis, { cluster: incident.cluster })
    : renderLookFailure(result, subjectOf(incident));
}

/**
 * Shows the state in which everything ended, and strikes what was done off the incident. Where another worker wrote in
 * between, the head is shown again, so the last one to write is the last one to show.
 */
async function settle(done: readonly Effect[], incident: Incident, deps: WorkDeps): Promise<void> {
  const left = ({ pending }: Incident): Effect[] =>
    pending.filter((effect) => !done.some((other) => isSame(effect, other)));
  await changeIncident(deps.incidents, incident, async (now = incident) => {
    const ended: Incident = { ...now, pending: left(now) };
    const shown = now.thread === 'wanted' ? await editHead(ended, deps) : now;
    return { ...shown, pending: left(shown), version: shown.version + 1 };
  });
}
