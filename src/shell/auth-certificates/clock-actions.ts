import { realTime } from '../../clock.js';
import type { ActionPlan, ActionsInput } from './action-plan.js';

const hour = 60 * 60 * 1000;

/** Journeys in time. */
export function clockActions({ time, authConfig, certificates, clock }: ActionsInput): readonly ActionPlan[] {
  const effective = authConfig.nextEffectiveDate;
  const end = certificates.find(({ thumbprint }) => thumbprint === authConfig.current)?.notAfter ?? null;
  const isReal = clock.offset === realTime.offset && clock.speed === realTime.speed;
  const does = 'Certificates, tokens, caches and services follow the clock.';
  return [
    { id: 'clock-1-day', title: 'A day on', script: 'Set-LabClock -Advance 1.00:00:00', does, not: undefined },
    { id: 'clock-30-days', title: '30 days on', script: 'Set-LabClock -Advance 30.00:00:00', does, not: undefined },
    {
      id: 'clock-effective-date',
      title: 'To the next one’s effective date',
      script: setTo(effective ?? '<effective date>'),
      does: 'At that minute nothing happens yet: the AuthAdmin service looks every 12 hours, and when the Service Host starts.',
      not: effective === null ? 'There is no next certificate.' : ahead(effective, time, 'It is past.'),
    },
    {
      id: 'clock-expiry',
      title: 'Past the end of the current one',
      script: setTo(end === null ? '<end>' : new Date(Date.parse(end) + hour).toISOString()),
      does: 'An hour behind its end: the servers sign with it no more.',
      not: end === null ? 'When the current certificate ends is not known.' : ahead(end, time, 'It has ended.'),
    },
    {
      id: 'clock-real-time',
      title: 'Back to real time',
      script: 'Set-LabClock -Reset',
      does: 'The lab’s clock is the computer’s again. What was made in the lab’s future is not valid yet then.',
      not: isReal ? 'The lab’s clock is the computer’s.' : undefined,
    },
  ];
}

function setTo(moment: string): string {
  return `Set-LabClock -Date ${moment}`;
}

function ahead(moment: string, time: string, past: string): string | undefined {
  return moment > time ? undefined : past;
}
