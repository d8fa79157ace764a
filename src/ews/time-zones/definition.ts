import type { timeZoneDefinition } from '../../ews-schema/time-zones.js';
import { zoneOf } from '../../mailbox/time-zone.js';
import type { ValueOf } from '../../xsd/model.js';
import { serializable } from '../availability/serializable-zone.js';
import { windowsNames } from './windows-names.js';

type TimeZoneDefinition = ValueOf<typeof timeZoneDefinition>;
type Transitions = NonNullable<TimeZoneDefinition['Transitions']>['transitions'];
type Rules = ReturnType<typeof serializable>;
type Change = Rules['StandardTime'];

/** The server's time zones by their ids in Windows. */
export const timeZoneIds: readonly string[] = Object.keys(windowsNames);

/** Id and display name of a time zone; undefined where Windows has none of that id. */
export function namedZone(id: string): Pick<TimeZoneDefinition, 'Id' | 'Name'> | undefined {
  const Name = Object.hasOwn(windowsNames, id) ? windowsNames[id] : undefined;
  return Name === undefined ? undefined : { Id: id, Name };
}

/** One group of rules, by its id in the definition. */
const onlyGroup = '0';
const minutesOfHour = 60;

/**
 * A time zone with its rules (MS-OXWSGTZ). A real server has the history that its registry holds; the lab has the rules of
 * one year, and shows them as valid for ever.
 */
export function definedZone(id: string, year: number): TimeZoneDefinition | undefined {
  const named = namedZone(id);
  if (!named) return undefined;
  if (known.year !== year) known = { year, zones: new Map() };
  const before = known.zones.get(id);
  if (before) return before;
  const definition = defined(id, named, year);
  known.zones.set(id, definition);
  return definition;
}

/** Looking through a year for changes of clocks takes milliseconds: each zone's are found once. */
let known: { readonly year: number; readonly zones: Map<string, TimeZoneDefinition> } = { year: 0, zones: new Map() };

function defined(id: string, named: TimeZoneDefinition, year: number): TimeZoneDefinition {
  const rules = serializable(zoneOf(id), year);
  return {
    ...named,
    Periods: { Period: periodsOf(id, rules) },
    TransitionsGroups: { TransitionsGroup: [{ Id: onlyGroup, transitions: changesOf(id, rules) }] },
    Transitions: { transitions: [{ Transition: { To: { text: onlyGroup, Kind: 'Group' } } }] },
  };
}

/** Whether clocks are changed at all. */
function isChanging({ DaylightTime, StandardTime }: Rules): boolean {
  return DaylightTime.Month > 0 && StandardTime.Month > 0;
}

const periodId = (id: string, name: 'Standard' | 'Daylight') => `trule:Microsoft/Registry/${id}/1-${name}`;

function periodsOf(id: string, rules: Rules) {
  const { Bias, DaylightTime } = rules;
  const period = (name: 'Standard' | 'Daylight', bias: number) => ({
    Bias: durationOf(bias),
    Name: name,
    Id: periodId(id, name),
  });
  const standard = period('Standard', Bias);
  return isChanging(rules) ? [standard, period('Daylight', Bias + DaylightTime.Bias)] : [standard];
}

function changesOf(id: string, rules: Rules): Transitions {
  if (!isChanging(rules)) return [{ Transition: { To: { text: periodId(id, 'Standard'), Kind: 'Period' } } }];
  return [changeTo('Daylight', id, rules.DaylightTime), changeTo('Standard', id, rules.StandardTime)];
}

/** The last week of a month is counted from its end. */
const lastWeek = 5;

function changeTo(name: 'Standard' | 'Daylight', id: string, { Time, Month, DayOfWeek, DayOrder }: Change) {
  const [hours = 0, minutes = 0] = Time.split(':').map(Number);
  return {
    RecurringDayTransition: {
      To: { text: periodId(id, name), Kind: 'Period' },
      TimeOffset: durationOf(hours * minutesOfHour + minutes),
      Month,
      DayOfWeek,
      Occurrence: DayOrder === lastWeek ? -1 : DayOrder,
    },
  } as const;
}

/** `PT1H30M`, as .NET writes a time span of minutes. */
function durationOf(minutes: number): string {
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / minutesOfHour), Math.abs(minutes) % minutesOfHour];
  if (minutes === 0) return 'PT0S';
  return `${minutes < 0 ? '-' : ''}PT${hours > 0 ? `${hours}H` : ''}${rest > 0 ? `${rest}M` : ''}`;
}
