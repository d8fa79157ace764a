import { type BoundParameters, type Cmdlet, type CmdletContext, CmdletError } from '../cmdlet.js';
import { clockObject } from './get-lab-clock.js';

/** The lab's clock goes from here to there: what certificates and services can be expected to bear. */
const earliest = Date.UTC(2000, 0, 1);
const latest = Date.UTC(2200, 0, 1);
const fastest = 1_000_000;

/** Set-LabClock, ours: tokens, auth certificates, caches and services follow it; TLS is judged by real time. */
export const setLabClock: Cmdlet = {
  name: 'Set-LabClock',
  synopsis: 'Sets the clock of the lab, moves it, or makes it run faster.',
  description:
    'Auth certificates, tokens, caches and services follow the clock; when it jumps, what the services had to do meanwhile is done before the cmdlet ends. TLS certificates are judged by real time.',
  examples: [
    'Set-LabClock -Advance 30.00:00:00',
    'Set-LabClock -Date 2031-11-25T12:00:00Z',
    'Set-LabClock -Speed 3600',
  ],
  sessions: ['OnPremises', 'Cloud'],
  supportsShouldProcess: true,
  parameters: [
    { name: 'Date', type: 'DateTime', mandatory: true, sets: ['Date'], help: 'The moment it is to be, ISO 8601.' },
    { name: 'Advance', type: 'TimeSpan', mandatory: true, sets: ['Advance'], help: 'How far it moves; back with -.' },
    { name: 'Reset', type: 'SwitchParameter', mandatory: true, sets: ['Reset'], help: 'Back to real time.' },
    {
      name: 'Speed',
      type: 'Int32',
      mandatory: true,
      sets: ['Speed'],
      help: 'Seconds of the lab in a real one; 1 is real time.',
    },
  ],
  async run(parameters, context) {
    const move = plan(parameters, context);
    if (!(await context.shouldProcess({ target: 'the clock of the lab' }))) return { output: [] };
    move();
    await context.clock.settled();
    // The setting is being written meanwhile; a restart from now on keeps it.
    await context.state.change((state) => state);
    return { output: [clockObject(context)] };
  },
};

function plan({ Date: date, Advance: span, Speed: speed }: BoundParameters, { clock }: CmdletContext): () => void {
  if (date instanceof Date) {
    const moment = inReach(date.getTime());
    return () => clock.set(moment);
  }
  if (typeof span === 'number') {
    inReach(clock.now() + span);
    return () => clock.advance(span);
  }
  if (speed === undefined) return () => clock.reset();
  if (typeof speed !== 'number' || speed < 1 || speed > fastest) {
    throw new CmdletError('InvalidArgument', `[lab] -Speed is a whole number from 1 to ${fastest}.`);
  }
  return () => clock.run(speed);
}

function inReach(moment: number): number {
  if (moment >= earliest && moment <= latest) return moment;
  throw new CmdletError('InvalidArgument', '[lab] The clock of the lab goes from the year 2000 to the year 2200.');
}
