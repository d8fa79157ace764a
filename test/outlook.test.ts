import t from 'tap';
import { CmdletError } from '../src/shell/cmdlet.js';
import { TestLabs } from './acceptance/labs.js';
import { call, closeAgents, getFolder } from './acceptance/wire.js';

// Invoke-LabOutlook: a user's Outlook with Hybrid Modern Authentication (facts/oauth-inbound §1.4).

const labs = new TestLabs('outlook');
const lab = await labs.start('lab');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});
t.afterEach(async () => {
  t.same(labs.defects, [], 'the lab reports no mistake of its own');
  await lab.scenarios.reset();
});

const outlook = async (parameters: object) =>
  (await lab.cmdlet('Invoke-LabOutlook', { Mailbox: 'user2@msxfaq.de', ...parameters })).output[0];

t.test('Outlook is let in, and what keeps it out is said', async (t) => {
  const success = { StatusCode: 200, Diagnostics: null, ResponseCode: 'NoError', ResultType: 'Success' };
  t.match(await outlook({}), { TargetHost: 'owa.msxfaq.de', ...success });
  t.match(await outlook({ TargetUri: 'https://hybrid.msxfaq.de' }), { TargetHost: 'hybrid.msxfaq.de', ...success });
  await lab.cmdlet('Set-LabPublishing', { UpstreamScheme: 'Http' });
  t.match(await outlook({}), {
    StatusCode: 401,
    Diagnostics: /Expected 'https:\/\/owa\.msxfaq\.de'\. Actual 'http:\/\/owa\.msxfaq\.de'\./,
    ResultType: 'Error',
  });
  await lab.cmdlet('Set-LabPublishing', { Connection: 'Refuse' });
  await t.rejects(outlook({}), { category: 'ConnectionError', message: /^\[lab\] Outlook can’t reach/ });
  await t.rejects(outlook({ Mailbox: 'user1@msxfaq.de' }), CmdletError, 'his mailbox is in the cloud');
});

t.test(
  'a request of Exchange’s own client that has lost its Bearer is offered none, by a lenient lab either',
  async (t) => {
    const bearer = async (agent: string) => {
      const headers = [
        ['User-Agent', agent],
        ['Content-Type', 'text/xml'],
      ] as const;
      const answer = await call(lab, { headers, body: getFolder() });
      return answer.all('WWW-Authenticate').some((value) => value.startsWith('Bearer'));
    };
    t.equal(await bearer('curl/8.0'), true, 'who tries it by hand');
    t.equal(await bearer('AMProbe/OAUTH/Exchange'), false, 'the test');
    t.equal(await bearer('ASProxy/CrossForest/EmailDomain/'), false, 'the availability service');
  },
);
