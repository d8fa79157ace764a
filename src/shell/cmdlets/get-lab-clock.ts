import { systemClock } from '../../clock.js';
import type { Cmdlet, LabContext, PowerShellObject } from '../cmdlet.js';
import { timeSpanText } from '../time-span.js';

/** Get-LabClock, ours: what time it is in the lab. */
export const getLabClock: Cmdlet = {
  name: 'Get-LabClock',
  synopsis: 'Shows the clock of the lab.',
  sessions: ['OnPremises', 'Cloud'],
  parameters: [],
  run(_, context) {
    return { output: [clockObject(context)] };
  },
};

export function clockObject({ clock }: LabContext): PowerShellObject {
  const now = clock.now();
  const real = systemClock.now();
  return {
    Date: new Date(now),
    RealDate: new Date(real),
    Ahead: timeSpanText(now - real),
    Speed: clock.setting.speed,
  };
}
