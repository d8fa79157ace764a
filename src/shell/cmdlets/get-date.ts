import type { BoundParameters, Cmdlet } from '../cmdlet.js';

const parts = ['Year', 'Month', 'Day', 'Hour', 'Minute', 'Second'] as const;

/** Get-Date: the lab's clock, in UTC. Its value is the DateTime; the object has what `Get-Date | fl` shows of it. */
export const getDate: Cmdlet = {
  name: 'Get-Date',
  synopsis: "Tells the time by the lab's clock, in UTC.",
  examples: ['Get-Date', '(Get-Date).AddHours(49)', 'Get-Date -Date 2026-11-25 -Hour 12'],
  sessions: ['OnPremises', 'Cloud'],
  parameters: [
    { name: 'Date', type: 'DateTime', position: 0, fromPipeline: ['Date'], help: 'This moment instead of now.' },
    ...parts.map((name) => ({ name, type: 'Int32' as const, help: `With this ${name.toLowerCase()}.` })),
  ],
  run(parameters, { clock }) {
    const moment = parameters.Date instanceof Date ? parameters.Date : new Date(clock.now());
    const date = withParts(moment, parameters);
    return { values: [date], output: [describe(date)] };
  },
};

function withParts(moment: Date, parameters: BoundParameters): Date {
  const [year, month, day, hour, minute, second] = [
    moment.getUTCFullYear(),
    moment.getUTCMonth() + 1,
    moment.getUTCDate(),
    moment.getUTCHours(),
    moment.getUTCMinutes(),
    moment.getUTCSeconds(),
  ].map((own, index) => {
    const given = parameters[parts[index] ?? ''];
    return typeof given === 'number' ? given : own;
  }) as [number, number, number, number, number, number];
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second, moment.getUTCMilliseconds()));
}

function describe(date: Date) {
  const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  const newYear = Date.UTC(date.getUTCFullYear(), 0, 1);
  return {
    Date: new Date(midnight),
    Day: date.getUTCDate(),
    DayOfWeek: new Intl.DateTimeFormat('en-US', { weekday: 'long', timeZone: 'UTC' }).format(date),
    DayOfYear: (midnight - newYear) / 86_400_000 + 1,
    Hour: date.getUTCHours(),
    Kind: 'Utc',
    Millisecond: date.getUTCMilliseconds(),
    Minute: date.getUTCMinutes(),
    Month: date.getUTCMonth() + 1,
    Second: date.getUTCSeconds(),
    Year: date.getUTCFullYear(),
    DateTime: date,
  };
}
