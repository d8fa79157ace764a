import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import t from 'tap';
import type { LabState } from '../src/directory/state.js';
import { TestLabs } from './acceptance/labs.js';

// Faults of the network, switched on with the lab's own cmdlets and seen by Test-OAuthConnectivity.

const labs = new TestLabs('network-lab');
const lab = await labs.start('lab');
t.teardown(() => labs.close());
t.afterEach(async () => {
  t.same(labs.defects, [], 'the lab reports no mistake of its own');
  await lab.scenarios.reset();
});

const hybrid = 'hybrid.msxfaq.de';
const run = async (name: string, parameters = {}) => (await lab.cmdlet(name, parameters)).output;
const publish = (parameters: object) => run('Set-LabPublishing', parameters);
const network = () => (JSON.parse(readFileSync(join(labs.directory, 'lab', 'state.json'), 'utf8')) as LabState).network;

/** What the cloud's test says of on-premises: Success, or the first line of the exception. */
async function fromCloud(): Promise<string> {
  const { ResultType: resultType, Detail: detail } = await lab.testOAuthConnectivity({
    Service: 'EWS',
    TargetUri: `https://${hybrid}`,
    Mailbox: 'user1@msxfaq.de',
  });
  return resultType === 'Success' ? resultType : (/^System\.Net\.WebException: .*$/m.exec(detail)?.[0] ?? detail);
}

const healthy = {
  Target: 'Exchange',
  HostHeader: 'Preserve',
  HostHeaderValue: null,
  AuthorizationHeader: 'Preserve',
  UpstreamScheme: 'Https',
  PreAuthentication: false,
  Answer: 'None',
  Body: 'Whole',
  Connection: 'Accept',
  MinTlsVersion: 'Tls12',
  MaxTlsVersion: 'Tls13',
  Certificate: 'Valid',
};

t.test('Set-LabPublishing changes what it names, and Get-LabPublishing shows it', async (t) => {
  t.strictSame(await run('Get-LabPublishing'), [healthy]);
  const faults = {
    Target: 'OtherWebServer',
    HostHeader: 'Rewrite',
    HostHeaderValue: 'owa.msxfaq.de',
    AuthorizationHeader: 'Drop',
    UpstreamScheme: 'Http',
    PreAuthentication: true,
    Answer: 'GatewayTimeout',
    Body: 'Cut',
    Connection: 'ResetBeforeTls',
    MinTlsVersion: 'Tls10',
    MaxTlsVersion: 'Tls11',
    Certificate: 'WrongName',
  };
  await publish(faults);
  t.strictSame(await run('Get-LabPublishing'), [faults]);
  await publish({ Connection: 'accept', HostHeaderValue: 'ex01.msxfaq.de' });
  t.strictSame(await run('Get-LabPublishing'), [
    { ...faults, Connection: 'Accept', HostHeaderValue: 'ex01.msxfaq.de' },
  ]);
  await publish(Object.fromEntries(Object.entries(healthy).filter(([, value]) => value !== null)));
  t.strictSame(await run('Get-LabPublishing'), [healthy]);
});

t.test('Set-LabPublishing refuses in a sentence what can’t be, changing nothing', async (t) => {
  const before = network();
  for (const [parameters, message] of [
    [{}, /There is nothing to change/],
    [{ HostHeader: 'Rewrite' }, /wants a host name as -HostHeaderValue/],
    [{ HostHeader: 'Rewrite', HostHeaderValue: 'a b' }, /wants a host name as -HostHeaderValue/],
    [{ HostHeaderValue: 'owa.msxfaq.de' }, /-HostHeaderValue is what -HostHeader Rewrite writes/],
    [{ MaxTlsVersion: 'Tls11' }, /The oldest TLS version, Tls12, would be newer than the newest, Tls11/],
    [{ Connection: 'Reset' }, /ResetBeforeTls, ResetDuringTls, ResetAfterTls/],
  ] as const) {
    await t.rejects(publish(parameters), { category: 'InvalidArgument', message }, JSON.stringify(parameters));
  }
  t.strictSame(network(), before);
});

t.test('Set-LabName changes a record, Get-LabName shows it', async (t) => {
  const records = async () => (await run('Get-LabName')).map(({ Name, Record }) => `${Name} ${Record}`);
  const others = ['owa.msxfaq.de Published', 'autodiscover.msxfaq.de Published'];
  for (const record of ['None', 'Misdirected', 'None', 'Published']) {
    await run('Set-LabName', { Name: 'Hybrid.msxfaq.de.', Record: record });
    t.same((await records()).toSorted(), [...others, `${hybrid} ${record}`].toSorted());
    t.match(await run('Get-LabName', { Name: hybrid }), [{ Name: hybrid, Record: record }]);
  }
  await t.rejects(run('Set-LabName', { Name: 'outlook.office365.com', Record: 'None' }), {
    category: 'ObjectNotFound',
    message: /is no name of the organisation/,
  });
  await t.rejects(run('Get-LabName', { Name: 'hybrid2.msxfaq.de' }), {
    category: 'ObjectNotFound',
    message: /'hybrid2\.msxfaq\.de' is no name of the organisation; there are owa\.msxfaq\.de, hybrid/,
  });
});

t.test('a change by a cmdlet takes effect at once, and a reset takes it back', async (t) => {
  t.equal(await fromCloud(), 'Success');
  await run('Set-LabName', { Name: hybrid, Record: 'None' });
  t.match(await fromCloud(), `The remote name could not be resolved: '${hybrid}'`);
  await lab.scenarios.reset();
  t.equal(await fromCloud(), 'Success');
  await publish({ Target: 'OtherWebServer' });
  t.match(await fromCloud(), 'The remote server returned an error: (404) Not Found.');
  await publish({ Target: 'Exchange' });
  t.equal(await fromCloud(), 'Success');
});

t.test('certificates that nobody should trust: real ones, and TLS’s own verdict', async (t) => {
  const secured = async () => {
    const { proxyUrl } = lab.exchange;
    const socket = connect({
      host: '127.0.0.1',
      port: Number(new URL(proxyUrl).port),
      servername: hybrid,
      ca: lab.ca,
      rejectUnauthorized: false,
    });
    await once(socket, 'secureConnect');
    socket.destroy();
    return String(socket.authorizationError ?? 'authorized');
  };
  t.equal(await secured(), 'authorized');
  for (const [Certificate, verdict] of [
    ['Untrusted', /^UNABLE_TO_/],
    ['Expired', 'CERT_HAS_EXPIRED'],
    ['WrongName', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ] as const) {
    await publish({ Certificate });
    t.match(await secured(), verdict);
    t.match(await fromCloud(), 'Could not establish trust relationship for the SSL/TLS secure channel.', Certificate);
  }
  await publish({ Certificate: 'Valid' });
  t.equal(await secured(), 'authorized');
  t.equal(await fromCloud(), 'Success');
});

t.test('a name that leads to a stranger’s computer: its certificate is for another name', async (t) => {
  await run('Set-LabName', { Name: hybrid, Record: 'Misdirected' });
  t.match(await fromCloud(), 'Could not establish trust relationship for the SSL/TLS secure channel.');
  await run('Set-LabName', { Name: hybrid, Record: 'Published' });
  t.equal(await fromCloud(), 'Success');
});

/** What the on-premises servers' test says of the cloud. */
async function fromOnPremises(): Promise<string> {
  const parameters = { Service: 'EWS', TargetUri: 'https://outlook.office365.com', Mailbox: 'user2@msxfaq.de' };
  const { ResultType, Detail } = await lab.testOAuthConnectivity(parameters as never);
  return ResultType === 'Success' ? ResultType : (/^System\.Net\.WebException: .*$/m.exec(Detail)?.[0] ?? Detail);
}

t.test('TLS versions that the two sides have not in common, both ways', async (t) => {
  for (const [MinTlsVersion, MaxTlsVersion] of [
    ['Tls10', 'Tls11'],
    ['Tls13', 'Tls13'],
  ]) {
    await publish({ MinTlsVersion, MaxTlsVersion });
    t.match(await fromCloud(), 'An unexpected error occurred on a receive.', `${MinTlsVersion} to ${MaxTlsVersion}`);
  }
  await publish({ MinTlsVersion: 'Tls12', MaxTlsVersion: 'Tls12' });
  t.equal(await fromCloud(), 'Success');
  for (const MaxTlsVersion of ['Tls10', 'Tls11']) {
    await run('Set-LabServerTls', { MaxTlsVersion });
    const words = await fromOnPremises();
    t.match(words, 'The underlying connection was closed: An unexpected error occurred on a send.');
    t.match(words, 'An existing connection was forcibly closed by the remote host.');
  }
  await run('Set-LabServerTls', { MaxTlsVersion: 'Tls12' });
  t.equal(await fromOnPremises(), 'Success');
});

t.test('what each fault of the publishing is to Test-OAuthConnectivity', async (t) => {
  const error = (words: string) => `The remote server returned an error: ${words}.`;
  for (const [fault, words] of [
    [{ Connection: 'Refuse' }, 'Unable to connect to the remote server'],
    [{ Connection: 'ResetBeforeTls' }, 'An unexpected error occurred on a receive.'],
    [{ Connection: 'ResetDuringTls' }, 'An unexpected error occurred on a receive.'],
    [{ Connection: 'ResetAfterTls' }, 'An unexpected error occurred on a receive.'],
    [{ PreAuthentication: true }, error('(401) Unauthorized')],
    [{ AuthorizationHeader: 'Drop' }, error('(401) Unauthorized')],
    [{ Answer: 'ServiceUnavailable' }, error('(503) Server Unavailable')],
    [{ Answer: 'GatewayTimeout' }, error('(504) Gateway Timeout')],
    [{ Body: 'Cut' }, 'The connection was closed unexpectedly.'],
    [{ UpstreamScheme: 'Http' }, 'Success'],
  ] as const) {
    await publish(fault);
    t.match(await fromCloud(), words, JSON.stringify(fault));
    await lab.scenarios.reset();
  }
  t.equal(await fromCloud(), 'Success');
});

t.test('-WhatIf says what would have been done, and changes nothing', async (t) => {
  const before = network();
  for (const [name, parameters] of [
    ['Set-LabPublishing', { Connection: 'Refuse' }],
    ['Set-LabName', { Name: hybrid, Record: 'None' }],
    ['Set-LabServerTls', { MaxTlsVersion: 'Tls10' }],
  ] as const) {
    const { text } = await lab.cmdlet(name, { ...parameters, WhatIf: true });
    t.match(text, `What if: Performing the operation "${name}" on target "`);
  }
  t.strictSame(network(), before);
});

t.test('Set-LabServerTls is kept in the state', async (t) => {
  await run('Set-LabServerTls', { MaxTlsVersion: 'Tls11' });
  t.equal(network().outboundTls, 'TLSv1.1');
  await run('Set-LabServerTls', { MaxTlsVersion: 'Tls13' });
  t.equal(network().outboundTls, 'TLSv1.3');
});

t.test('a state file that knows one kind of reset only means the one during TLS', async (t) => {
  const old = await labs.start('old');
  await old.close();
  const file = join(labs.directory, 'old', 'state.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"connection": "accept"', '"connection": "reset"'));
  const reopened = await labs.reopen('old');
  t.match((await reopened.cmdlet('Get-LabPublishing')).output, [{ Connection: 'ResetDuringTls' }]);
});
