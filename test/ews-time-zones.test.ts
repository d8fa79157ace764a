import t from 'tap';
import {
  getServerTimeZonesRequest as request,
  getServerTimeZonesResponse as response,
} from '../src/ews-schema/operations/get-server-time-zones.js';
import { zoneOf } from '../src/mailbox/time-zone.js';
import type { ValueOf } from '../src/xsd/model.js';
import { noSamples, sampleText } from './acceptance/ews-messages.js';
import { EwsSession } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import { closeAgents } from './acceptance/wire.js';

// GetServerTimeZones: the time zones that Windows has.

const labs = new TestLabs('ews-time-zones');
const lab = await labs.start('lab');
const year = new Date(lab.clock.now()).getUTCFullYear();
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

type Answer = ValueOf<typeof response.type>;

function zonesIn({ ResponseMessages }: Answer) {
  const [message] = ResponseMessages;
  t.equal(message?.GetServerTimeZonesResponseMessage?.ResponseCode, 'NoError');
  return message?.GetServerTimeZonesResponseMessage?.TimeZoneDefinitions?.TimeZoneDefinition ?? [];
}

t.test('without ids all zones come, with their rules', async (t) => {
  const session = new EwsSession(lab, 'user2@msxfaq.de');
  const zones = zonesIn(await session.ask({ request, response }, {}));
  t.ok(zones.length > 130);
  const berlin = zones.find(({ Id }) => Id === 'W. Europe Standard Time');
  t.match(berlin, {
    Name: '(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna',
    Periods: {
      Period: [
        { Name: 'Standard', Bias: '-PT1H', Id: 'trule:Microsoft/Registry/W. Europe Standard Time/1-Standard' },
        { Name: 'Daylight', Bias: '-PT2H', Id: 'trule:Microsoft/Registry/W. Europe Standard Time/1-Daylight' },
      ],
    },
  });
  t.match(berlin?.TransitionsGroups?.TransitionsGroup[0]?.transitions, [
    { RecurringDayTransition: { TimeOffset: 'PT2H', Month: 3, DayOfWeek: 'Sunday', Occurrence: -1 } },
    { RecurringDayTransition: { TimeOffset: 'PT3H', Month: 10, DayOfWeek: 'Sunday', Occurrence: -1 } },
  ]);
  await session.hold(t);
});

t.test('the rules of each zone tell its time in every month', async (t) => {
  const session = new EwsSession(lab, 'user2@msxfaq.de');
  for (const zone of zonesIn(await session.ask({ request, response }, { ReturnFullTimeZoneData: true }))) {
    const iana = zoneOf(zone.Id);
    if (isIrregular(zone.Id)) continue;
    for (const month of Array.from({ length: 12 }, (_, index) => index)) {
      const noon = Date.UTC(year, month, 15, 12);
      const offset = offsetBy(zone, noon);
      if (offset !== iana.offset(noon)) t.equal(offset, iana.offset(noon), `${zone.Id} in month ${month + 1}`);
    }
  }
  t.ok(true, 'none differs');
});

/** Zones whose clocks follow the moon: rules of two days a year can't tell them. */
function isIrregular(id: string | undefined): boolean {
  return id === 'Morocco Standard Time' || id === 'West Bank Standard Time';
}

type Zone = ReturnType<typeof zonesIn>[number];

/** Minutes ahead of UTC, as a client finds them: the period that the last transition of the year so far led to. */
function offsetBy({ Periods, TransitionsGroups }: Zone, moment: number): number {
  const biasOf = (id: string | undefined) => {
    const duration = Periods?.Period.find(({ Id }) => Id === id)?.Bias ?? '';
    const [, sign = '', hours = '0', minutes = '0'] = /^(-?)PT(?:(\d+)H)?(?:(\d+)M)?(?:0S)?$/.exec(duration) ?? [];
    return (sign === '-' ? 1 : -1) * (Number(hours) * 60 + Number(minutes)) || 0;
  };
  const all = TransitionsGroups?.TransitionsGroup[0]?.transitions ?? [];
  const changes = all.map((one) => {
    if ('RecurringDayTransition' in one) {
      const { Month, Occurrence, To } = one.RecurringDayTransition;
      const day = Occurrence === -1 ? 31 : Occurrence * 7;
      return { at: Date.UTC(year, Month - 1, day), to: To.text };
    }
    return { at: 0, to: 'Transition' in one ? one.Transition.To.text : '' };
  });
  const sorted = changes.toSorted((a, b) => a.at - b.at);
  const last = sorted.findLast(({ at }) => at <= moment) ?? sorted.at(-1);
  return biasOf(last?.to);
}

t.test('by ids, and without rules where they are not wanted', async (t) => {
  const session = new EwsSession(lab, 'user2@msxfaq.de');
  const ids = { Id: ['Tokyo Standard Time', 'UTC', 'Middle-earth Standard Time', 'constructor'] };
  const named = zonesIn(await session.ask({ request, response }, { ReturnFullTimeZoneData: false, Ids: ids }));
  t.strictSame(named, [
    { Id: 'Tokyo Standard Time', Name: '(UTC+09:00) Osaka, Sapporo, Tokyo' },
    { Id: 'UTC', Name: '(UTC) Coordinated Universal Time' },
  ]);
  const [utc] = zonesIn(await session.ask({ request, response }, { Ids: { Id: [' UTC '] } }));
  t.match(utc?.Periods?.Period, [{ Bias: 'PT0S', Name: 'Standard' }]);
  t.match(utc?.TransitionsGroups?.TransitionsGroup, [
    { Id: '0', transitions: [{ Transition: { To: { Kind: 'Period' } } }] },
  ]);
  const unknown = zonesIn(await session.ask({ request, response }, { Ids: { Id: ['Middle-earth Standard Time'] } }));
  t.strictSame(unknown, []);
  await session.hold(t);
});

t.test('what exchangelib sends is answered', { skip: noSamples }, async (t) => {
  const session = new EwsSession(lab, 'user2@msxfaq.de');
  const answer = await session.send(sampleText('exchangelib/GetServerTimeZones-1'));
  t.equal(answer.status, 500, 'Exchange2019 is a version that no server knows: it asks again');
  const again = await session.send(
    sampleText('exchangelib/GetServerTimeZones-1').replace('Exchange2019', 'Exchange2016'),
  );
  t.equal(again.status, 200);
  t.match(again.body, '<t:TimeZoneDefinition Id="UTC" Name="(UTC) Coordinated Universal Time">');
});

t.test('the lab is well', async (t) => {
  t.strictSame(labs.defects, []);
});
