import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { TestLabs } from './acceptance/labs.js';
import { noSchema, noXmllint, schemaViolations } from './acceptance/tools.js';
import { ask } from './acceptance/wire.js';

const labs = new TestLabs('free-busy');
t.teardown(() => labs.close());
const lab = await labs.start('shared');

const fromPremises = { TargetMailbox: 'user1@msxfaq.de', Mailbox: 'user2@msxfaq.de' };
const fromCloud = { TargetMailbox: 'user2@msxfaq.de', Mailbox: 'user1@msxfaq.de' };
const lookUp = async (parameters: object, session: 'OnPremises' | 'Cloud') => {
  const [object] = (await lab.cmdlet('Get-LabFreeBusy', { ...parameters }, { session })).output;
  return object;
};

t.test('free/busy crosses the hybrid both ways: Autodiscover at the connector, then the EWS it names', async (t) => {
  const before = lab.transactions.list().at(0)?.id;
  t.strictSame(await lookUp(fromPremises, 'OnPremises'), {
    TargetMailbox: 'user1@msxfaq.de',
    Mailbox: 'user2@msxfaq.de',
    ResultType: 'Success',
    MergedFreeBusy: '0'.repeat(48),
    Url: 'https://outlook.office365.com/ews/Exchange.asmx',
    Error: null,
  });
  t.match(await lookUp(fromCloud, 'Cloud'), {
    ResultType: 'Success',
    MergedFreeBusy: '0'.repeat(48),
    Url: 'https://owa.msxfaq.de/ews/Exchange.asmx',
  });
  const agents = lab.transactions
    .list({ ...(before ? { after: before } : {}), limit: 100 })
    .filter(({ response }) => response.status === 200)
    .flatMap(({ request, side }) => {
      const agent = request.headers.find(([name]) => name.toLowerCase() === 'user-agent')?.[1] ?? '';
      return agent.startsWith('AS') ? [`${side} ${agent}`] : [];
    });
  t.strictSame(agents.toSorted(), [
    'Cloud ASAutoDiscover/CrossForest/EmailDomain/',
    'Cloud ASProxy/CrossForest/EmailDomain/',
    'OnPremises ASAutoDiscover/CrossForest/EmailDomain/',
    'OnPremises ASProxy/CrossForest/EmailDomain/',
  ]);
});

t.test('what fails is said in the words of a user’s free/busy error', async (t) => {
  const failures: readonly (readonly [string, RegExp])[] = [
    [
      'not-exchange',
      /^Autodiscover failed for email address user2@msxfaq\.de with error System\.Net\.WebException: The request failed with HTTP status code 404 Not Found\.$/,
    ],
    [
      'host-rewritten',
      /^Autodiscover failed for email address\. ,inner exception: The request failed with HTTP status 401: Unauthorized diagnostics: 2000003;reason="The hostname component/,
    ],
    [
      'connection-reset',
      /inner exception: System\.Net\.WebException: The underlying connection was closed: An unexpected error occurred on a receive/,
    ],
  ];
  for (const [id, error] of failures) {
    await lab.scenario(id).activate();
    t.match(await lookUp(fromCloud, 'Cloud'), { ResultType: 'Error', MergedFreeBusy: null, Error: error }, id);
    await lab.scenarios.reset();
  }
  await lab.cmdlet('Set-PartnerApplication', { Identity: 'Exchange Online', LinkedAccount: '$null' });
  await lab.cmdlet('iisreset');
  t.match(await lookUp(fromCloud, 'Cloud'), {
    Error:
      /^Proxy web request failed\. , inner exception: System\.Web\.Services\.Protocols\.SoapException: The application is missing a linked account for RBAC roles, or/,
  });
  await lab.scenarios.reset();
  await t.rejects(lookUp({ ...fromPremises, TargetMailbox: 'admin@msxfaq.de' }, 'OnPremises'), /is on this side/);
  await t.rejects(lookUp({ ...fromPremises, TargetMailbox: 'nobody@msxfaq.de' }, 'OnPremises'), /couldn't be found/);
  await t.rejects(lookUp({ ...fromPremises, Mailbox: 'user1@msxfaq.de' }, 'OnPremises'), /couldn't be found/);
});

t.test('the EWS pool has tokens of its own: the test clears those of its own process', async (t) => {
  await lookUp(fromPremises, 'OnPremises');
  const tokenRequests = () =>
    lab.transactions.list({ limit: 1000 }).filter(({ request }) => /tokens\/OAuth\/2/i.test(request.url)).length;
  const before = tokenRequests();
  const test = { Service: 'EWS', TargetUri: 'https://outlook.office365.com', Mailbox: 'user2@msxfaq.de' };
  t.match(await lab.testOAuthConnectivity(test), { ResultType: 'Success' });
  t.equal(tokenRequests(), before + 1, 'the test asked for one');
  t.match(await lookUp(fromPremises, 'OnPremises'), { ResultType: 'Success' });
  t.equal(tokenRequests(), before + 1, 'free/busy still had its own');
  await lab.cmdlet('iisreset');
  t.match(await lookUp(fromPremises, 'OnPremises'), { ResultType: 'Success' });
  t.equal(tokenRequests(), before + 3, 'until the pool was recycled: one for Autodiscover’s host, one for EWS’s');
});

t.test('GetUserAvailability answers each mailbox in the view asked for, and Exchange’s schema allows it', async (t) => {
  const folder = t.testdir({});
  const types = 'http://schemas.microsoft.com/exchange/services/2006/types';
  const call = (addresses: readonly string[], view: string, minutes = 60, hours = 24) =>
    `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="${types}" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><s:Body><m:GetUserAvailabilityRequest><m:MailboxDataArray>${addresses.map((address) => `<t:MailboxData><t:Email><t:Address>${address}</t:Address></t:Email><t:AttendeeType>Required</t:AttendeeType></t:MailboxData>`).join('')}</m:MailboxDataArray><t:FreeBusyViewOptions><t:TimeWindow><t:StartTime>2026-11-25T00:00:00</t:StartTime><t:EndTime>${new Date(Date.UTC(2026, 10, 25, hours)).toISOString().slice(0, 19)}</t:EndTime></t:TimeWindow><t:MergedFreeBusyIntervalInMinutes>${minutes}</t:MergedFreeBusyIntervalInMinutes><t:RequestedView>${view}</t:RequestedView></t:FreeBusyViewOptions></m:GetUserAvailabilityRequest></s:Body></s:Envelope>`;
  const { token } = lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' });
  const asked = (body: string) => ask(lab, token, { body });
  for (const [view, merged, events] of [
    ['MergedOnly', true, false],
    ['FreeBusy', false, true],
    ['FreeBusyMerged', true, true],
    ['Detailed', false, true],
    ['DetailedMerged', true, true],
  ] as const) {
    const answer = await asked(call(['user2@msxfaq.de', 'nobody@msxfaq.de', 'user1@msxfaq.de'], view));
    t.equal(answer.status, 200, view);
    t.equal(/<MergedFreeBusy [^>]*>0{24}</.test(answer.body), merged, view);
    t.equal(answer.body.includes('<CalendarEventArray'), events, view);
    const codes = [...answer.body.matchAll(/<ResponseCode>(\w+)</g)].map(([, code]) => code);
    t.strictSame(codes, ['NoError', 'ErrorMailRecipientNotFound', 'ErrorProxyRequestNotAllowed'], view);
    t.match(answer.body, 'Unable to resolve e-mail address nobody@msxfaq.de to an Active Directory object.');
    const file = join(folder, `${view}.xml`);
    writeFileSync(file, answer.body);
    if (noXmllint || noSchema()) continue; // said by the test of exchange.test.ts that needs them as well
    t.equal(await schemaViolations(file), '', view);
  }
  for (const [what, body] of [
    ['no mailbox', call([], 'FreeBusy')],
    ['a view that is none', call(['user2@msxfaq.de'], 'Everything')],
    ['a time that ends before it begins', call(['user2@msxfaq.de'], 'FreeBusy', 30, -1)],
    ['63 days', call(['user2@msxfaq.de'], 'FreeBusy', 30, 63 * 24)],
    ['an interval of a minute', call(['user2@msxfaq.de'], 'FreeBusy', 1)],
  ] as const) {
    t.match(await asked(body), { status: 500, body: /ErrorSchemaValidation/ }, what);
  }
});

t.test('the labs of this file made no mistake', async (t) => {
  t.strictSame(labs.defects, []);
});
