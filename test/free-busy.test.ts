import t from 'tap';
import { freeBusy } from './acceptance/availability.js';
import { EwsSession, exchangeOnline } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import type { Call } from './acceptance/wire.js';

const labs = new TestLabs('free-busy');
t.teardown(() => labs.close());
const lab = await labs.start('shared');

const fromPremises = { TargetMailbox: 'user1@msxfaq.de', Mailbox: 'user2@msxfaq.de' };
const fromCloud = { TargetMailbox: 'user2@msxfaq.de', Mailbox: 'user1@msxfaq.de' };
const lookUp = async (parameters: object, session: 'OnPremises' | 'Cloud') => {
  const [object] = (await lab.cmdlet('Get-LabFreeBusy', { ...parameters }, { session })).output;
  return object;
};

/** What the owner of the mailbox sees of today himself. */
async function today(mailbox: string, where: Call = {}): Promise<string | undefined> {
  const day = new Date(lab.clock.now()).toISOString().slice(0, 10);
  const window = { StartTime: `${day}T00:00:00Z`, EndTime: `${day}T24:00:00Z` };
  const [own] = await freeBusy(new EwsSession(lab, mailbox, where), [mailbox], { TimeWindow: window });
  return own?.FreeBusyView?.MergedFreeBusy;
}

t.test('free/busy crosses the hybrid both ways: Autodiscover at the connector, then the EWS it names', async (t) => {
  const before = lab.transactions.list().at(0)?.id;
  t.strictSame(await lookUp(fromPremises, 'OnPremises'), {
    TargetMailbox: 'user1@msxfaq.de',
    Mailbox: 'user2@msxfaq.de',
    ResultType: 'Success',
    MergedFreeBusy: await today('user1@msxfaq.de', exchangeOnline(lab)),
    Url: 'https://outlook.office365.com/ews/Exchange.asmx',
    Error: null,
  });
  t.match(await lookUp(fromCloud, 'Cloud'), {
    ResultType: 'Success',
    MergedFreeBusy: await today('user2@msxfaq.de'),
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

t.test('the labs of this file made no mistake', async (t) => {
  t.strictSame(labs.defects, []);
});
