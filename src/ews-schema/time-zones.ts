import { enumeration, words, xs } from '../xsd/simple-types.js';
import { choice, choices, optional, some } from '../xsd/types.js';
import { t } from './namespaces.js';
import { dayOfWeek, relativeYearlyRecurrencePattern } from './recurrence.js';

/** Time zones, in the three forms that Exchange has had: rules with a history (MS-OXWSGTZ). */
const period = t.complex('PeriodType', {
  attributes: { Bias: optional(xs.duration), Name: optional(xs.string), Id: optional(xs.string) },
});

/** What a transition leads to: a period, or a group of transitions. */
const transitionTarget = t.text('TransitionTargetType', xs.string, {
  Kind: enumeration('t', 'TransitionTargetKindType', words('Period Group')),
});

const transition = t.complex('TransitionType', { content: [{ To: transitionTarget }] });

const absoluteDateTransition = t.extended('AbsoluteDateTransitionType', transition, {
  content: [{ DateTime: xs.dateTime }],
});

const recurringTimeTransition = t.extended('RecurringTimeTransitionType', transition, {
  isAbstract: true,
  content: [{ TimeOffset: xs.duration, Month: xs.int }],
});

const recurringDayTransition = t.extended('RecurringDayTransitionType', recurringTimeTransition, {
  content: [{ DayOfWeek: dayOfWeek, Occurrence: xs.int }],
});

const recurringDateTransition = t.extended('RecurringDateTransitionType', recurringTimeTransition, {
  content: [{ Day: xs.int }],
});

const transitions = t.complex('ArrayOfTransitionsType', {
  attributes: { Id: optional(xs.string) },
  content: [
    choices('transitions', {
      Transition: transition,
      AbsoluteDateTransition: absoluteDateTransition,
      RecurringDayTransition: recurringDayTransition,
      RecurringDateTransition: recurringDateTransition,
    }),
  ],
});

export const timeZoneDefinition = t.complex('TimeZoneDefinitionType', {
  attributes: { Id: optional(xs.string), Name: optional(xs.string) },
  content: [
    {
      Periods: optional(t.complex('NonEmptyArrayOfPeriodsType', { content: [{ Period: some(period) }] })),
      TransitionsGroups: optional(
        t.complex('ArrayOfTransitionsGroupsType', { content: [{ TransitionsGroup: some(transitions) }] }),
      ),
      Transitions: optional(transitions),
    },
  ],
});

/** When standard time or daylight saving time begins (MS-OXWSMTGS). */
const timeChange = t.complex('TimeChangeType', {
  attributes: { TimeZoneName: optional(xs.string) },
  content: [
    { Offset: xs.duration },
    choice({ RelativeYearlyRecurrence: relativeYearlyRecurrencePattern, AbsoluteDate: xs.date }, 0),
    { Time: xs.time },
  ],
});

/** The time zone of a meeting, from the days of Exchange 2007. */
export const timeZone = t.complex('TimeZoneType', {
  attributes: { TimeZoneName: optional(xs.string) },
  content: [{ BaseOffset: optional(xs.duration), Standard: optional(timeChange), Daylight: optional(timeChange) }],
});

const serializableTimeZoneTime = t.complex('SerializableTimeZoneTime', {
  content: [
    {
      Bias: xs.int,
      Time: xs.string,
      DayOrder: xs.short,
      Month: xs.short,
      DayOfWeek: dayOfWeek,
      Year: optional(xs.string),
    },
  ],
});

/** The time zone of free/busy requests (MS-OXWAVLS). */
export const serializableTimeZone = t.complex('SerializableTimeZone', {
  content: [{ Bias: xs.int, StandardTime: serializableTimeZoneTime, DaylightTime: serializableTimeZoneTime }],
});
