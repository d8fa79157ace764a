import t from 'tap';
import { globalThrottlingPolicy } from '../src/directory/throttling-policy.js';
import { Budgets } from '../src/ews/budgets.js';
import { EwsFault } from '../src/ews/fault.js';
import { getFolderRequest, getFolderResponse } from '../src/ews-schema/operations/get-folder.js';
import { subscribeRequest, subscribeResponse } from '../src/ews-schema/operations/subscribe.js';
import type { Lab } from '../src/index.js';
import { EwsSession, onlyMessage } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import { closeAgents } from './acceptance/wire.js';

// Throttling: who takes too much is told so, and how long to wait; the others don't notice.

const labs = new TestLabs('ews-throttling');
const lab: Lab = await labs.start('lab');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

const getFolder = { request: getFolderRequest, response: getFolderResponse };
const subscribe = { request: subscribeRequest, response: subscribeResponse };
const inbox = {
  FolderShape: { BaseShape: 'IdOnly' },
  FolderIds: [{ DistinguishedFolderId: { Id: 'inbox' } }],
} as const;

const [policy] = (await lab.cmdlet('Get-ThrottlingPolicy')).output;
const exchangeDefaults = {
  EwsMaxConcurrency: 27,
  EwsMaxBurst: 300000,
  EwsRechargeRate: 900000,
  EwsCutoffBalance: 3000000,
  EwsMaxSubscriptions: 5000,
};
const throttle = (limits: Readonly<Record<string, unknown>>) =>
  lab.cmdlet('Set-ThrottlingPolicy', { Identity: policy?.Identity, ...exchangeDefaults, ...limits });

t.test('the policy is Exchange’s own until somebody changes it', async (t) => {
  t.match(policy, { ...exchangeDefaults, ThrottlingPolicyScope: 'Global', Name: /^GlobalThrottlingPolicy_/ });
  await throttle({ EwsMaxConcurrency: 'unlimited', EwsMaxBurst: '4294967295', EwsCutoffBalance: null });
  const [changed] = (await lab.cmdlet('Get-ThrottlingPolicy', { Identity: policy?.Name })).output;
  t.match(changed, { EwsMaxConcurrency: 'Unlimited', EwsMaxBurst: 4294967295, EwsCutoffBalance: 'Unlimited' });
  for (const wrong of ['-1', '4294967296', '1.5', 'many']) {
    await t.rejects(
      throttle({ EwsMaxBurst: wrong }),
      { message: '[lab] -EwsMaxBurst takes Unlimited or a number from 0 to 4294967295.' },
      wrong,
    );
  }
  await t.rejects(lab.cmdlet('Get-ThrottlingPolicy', { Identity: 'another' }), {
    message: /object 'another' couldn't be found/,
  });
  await throttle({});
});

t.test('who has used up his budget hears how long to wait, and after that he is served', async (t) => {
  const busy = new EwsSession(lab, 'admin@msxfaq.de');
  await throttle({ EwsMaxBurst: 1, EwsRechargeRate: 1, EwsCutoffBalance: 0 });
  await lab.cmdlet('iisreset');
  await busy.ask(getFolder, inbox);
  const fault = await busy.fault(getFolderRequest, inbox);
  t.match(
    fault,
    '<faultcode xmlns:a="http://schemas.microsoft.com/exchange/services/2006/types">a:ErrorServerBusy</faultcode><faultstring xml:lang="en-US">The server cannot service this request right now. Try again later.</faultstring>',
  );
  const wait = Number(
    /<t:Value Name="BackOffMilliseconds">(\d+)<\/t:Value><\/t:MessageXml><\/detail>/.exec(fault)?.[1],
  );
  t.ok(wait > 3_000_000, `${wait} ms: a millisecond an hour comes back`);

  const other = new EwsSession(lab, 'user2@msxfaq.de');
  t.equal(onlyMessage(await other.ask(getFolder, inbox)).ResponseCode, 'NoError', 'everybody has his own budget');

  await lab.cmdlet('Set-LabClock', { Advance: `${Math.ceil(wait / 86_400_000)}.00:00:00` });
  const later = new EwsSession(lab, 'admin@msxfaq.de'); // with a new token
  t.equal(onlyMessage(await later.ask(getFolder, inbox)).ResponseCode, 'NoError', 'the time has passed');
  await throttle({});
  await later.hold(t);
});

t.test('a budget of nothing makes the server busy for everybody, until the limits are gone', async (t) => {
  const session = new EwsSession(lab, 'admin@msxfaq.de');
  await throttle({ EwsMaxBurst: 0, EwsRechargeRate: 0, EwsCutoffBalance: 0 });
  t.match(await session.fault(getFolderRequest, inbox), '<t:Value Name="BackOffMilliseconds">2147483647</t:Value>');
  await throttle({ EwsMaxBurst: 0, EwsRechargeRate: 0, EwsCutoffBalance: 'Unlimited' });
  t.equal(onlyMessage(await session.ask(getFolder, inbox)).ResponseCode, 'NoError', 'nobody is ever blocked');
  await throttle({});
});

t.test('too many requests at once', async (t) => {
  const session = new EwsSession(lab, 'admin@msxfaq.de');
  await throttle({ EwsMaxConcurrency: 0 });
  t.match(
    await session.fault(getFolderRequest, inbox),
    `<t:Value Name="Policy">MaxConcurrency</t:Value><t:Value Name="MaxConcurrencyLimit">0</t:Value><t:Value Name="ErrorMessage">This operation exceeds the throttling budget for policy part 'MaxConcurrency', policy value '0',  Budget type: 'Ews'.  Suggested backoff time 0 ms.</t:Value>`,
  );
  await throttle({});
  t.equal(onlyMessage(await session.ask(getFolder, inbox)).ResponseCode, 'NoError');
});

t.test('too many subscriptions', async (t) => {
  const session = new EwsSession(lab, 'admin@msxfaq.de');
  const wanted = {
    PullSubscriptionRequest: {
      SubscribeToAllFolders: true,
      EventTypes: { EventType: ['NewMailEvent'] },
      Timeout: 10,
    },
  } as const;
  await throttle({ EwsMaxSubscriptions: 1 });
  t.equal(onlyMessage(await session.ask(subscribe, wanted)).ResponseCode, 'NoError');
  t.equal(onlyMessage(await session.ask(subscribe, wanted)).ResponseCode, 'ErrorExceededSubscriptionCount');
  await throttle({});
  await session.hold(t);
});

t.test('budgets: requests count while they run; work is paid for, and comes back by the hour', async (t) => {
  let now = 0;
  const limits = { ...globalThrottlingPolicy, ewsMaxConcurrency: 2, ewsMaxBurst: 1000, ewsRechargeRate: 3600 };
  const budgets = new Budgets({ now: () => now }, () => ({ ...limits, ewsCutoffBalance: 500 }));
  const code = (who: string) => {
    try {
      budgets.begin(who)();
      return 'NoError';
    } catch (error) {
      return error instanceof EwsFault ? error.responseCode : String(error);
    }
  };
  const first = budgets.begin('one');
  const second = budgets.begin('one');
  t.equal(code('one'), 'ErrorExceededConnectionCount');
  t.equal(code('two'), 'NoError');
  second();
  t.equal(code('one'), 'NoError', 'one has ended');
  now = 1499;
  first(); // 1000 − 1 − 1 − 1499 = −501
  t.equal(code('one'), 'NoError', 'in the meantime a millisecond has come back, and is spent');
  t.equal(code('one'), 'ErrorServerBusy');
  now += 1000; // 3600 an hour are one a second
  t.equal(code('one'), 'NoError');
  t.equal(code('one'), 'ErrorServerBusy');
  budgets.clear();
  t.equal(code('one'), 'NoError', 'a new process knows nothing of it');
});

t.test('the lab reports no defects', async (t) => {
  t.same(labs.defects, []);
});
