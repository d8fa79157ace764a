import t, { type Test } from 'tap';
import { LabClock, systemClock } from '../src/clock.js';
import type { Organization } from '../src/directory/organization.js';
import { seedTenantId as tenant } from '../src/directory/world.js';
import { ConfigurationCache } from '../src/exchange/configuration-cache.js';
import { MetadataRefresh } from '../src/exchange/metadata-refresh.js';
import type { Lab, StartOptions } from '../src/index.js';
import { issueAuthCertificate } from '../src/pki/lab-certificates.js';
import { base64DerOf } from '../src/pki/thumbprint.js';
import { systemRandom } from '../src/random.js';
import { TestLabs } from './acceptance/labs.js';
import { ask, call, closeAgents } from './acceptance/wire.js';

// How long what is remembered where (facts/oauth-inbound §5), each lifetime just before its end and at it: real requests
// to a lab whose clock stands still until it is moved.

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const labs = new TestLabs('lifetimes');
const stale = base64DerOf((await issueAuthCertificate({ clock: systemClock, random: systemRandom })).certificate);
t.teardown(async () => {
  closeAgents();
  await labs.close();
});
t.afterEach(() => t.same(labs.defects, [], 'the lab reports no mistake of its own'));

interface StoppedLab {
  readonly lab: Lab;
  /** Moves the clock, which stands still otherwise. */
  pass(milliseconds: number): void;
}

let count = 0;

/** A lab with the keys of the first, its state altered before it starts, its clock stopped at a full second. */
async function stoppedLab(
  t: Test,
  options: StartOptions = {},
  alter: (organization: Organization) => Organization = (same) => same,
): Promise<StoppedLab> {
  const lab = await labs.start(`lab${count++}`, options, alter);
  t.teardown(() => lab.close());
  let now = Math.floor(lab.clock.now() / second) * second;
  lab.clock.now = () => now;
  const pass = (milliseconds: number): void => {
    now += milliseconds;
  };
  return { lab, pass };
}

/** The auth servers trust another key than the one that the token service signs with: it has changed its key. */
function withStaleCertificates(organization: Organization): Organization {
  const authServers = organization.authServers.map((server) => ({ ...server, certificateStrings: [stale] }));
  return { ...organization, authServers };
}

/** And their metadata is of a tenant that does not exist, so that no reading succeeds. */
function withUnreachableMetadata(organization: Organization): Organization {
  const authServers = withStaleCertificates(organization).authServers.map((server) => ({
    ...server,
    authMetadataUrl: server.authMetadataUrl.replace(/msxfaq[^/]*/, 'nowhere.example'),
  }));
  return { ...organization, authServers };
}

/** What becomes of a token that was issued just now: 200, or the diagnostics of the refusal. */
async function outcome({ lab }: StoppedLab, kind: 'actAsUser' | 'hma' = 'actAsUser'): Promise<number | string> {
  const { token } = lab.tokens.issue({ kind, mailbox: 'user2@msxfaq.de' });
  const answer = await ask(lab, token);
  return answer.status === 200 ? 200 : (answer.header('x-ms-diagnostics')?.slice(0, 7) ?? answer.status);
}

const challenge = ({ lab }: StoppedLab) => call(lab, { headers: [['Authorization', 'Bearer']] });
const acsServer = async ({ lab }: StoppedLab) => {
  const { output } = await lab.cmdlet('Get-AuthServer');
  return output.find(({ Type }) => Type === 'MicrosoftACS') ?? {};
};

/** How often a document or endpoint of the token service was asked for. */
function asked({ lab }: StoppedLab, path: string): number {
  return lab.journal.list().filter(({ side, request }) => side === 'Cloud' && request.target.includes(path)).length;
}
const metadataPath = '/metadata/json/1';
const federationPath = '/federationmetadata/';

/** Waits until so many requests have come in the background, and gives further ones the time to come. */
async function settled(t: Test, stopped: StoppedLab, path: string, expected: number, message = ''): Promise<void> {
  const deadline = systemClock.now() + 10 * second;
  while (asked(stopped, path) < expected && systemClock.now() < deadline) await pause(20);
  await pause(200);
  t.equal(asked(stopped, path), expected, `${expected} x ${path} ${message}`);
}
const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

t.test('a token is good for 5 minutes more than it says, at both ends', async (t) => {
  const stopped = await stoppedLab(t);
  const { lab, pass } = stopped;
  const begin = lab.clock.now() / second + 600;
  const claims = { nbf: begin, exp: begin + 60 };
  const { token } = lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de', claims, actorClaims: claims });
  const expected = async (refused: boolean, message: string) =>
    t.match((await ask(lab, token)).header('x-ms-diagnostics') ?? '', refused ? /^2000002;/ : /^$/, message);
  pass(300 * second - 1);
  await expected(true, '5 minutes before it begins, nearly');
  pass(1);
  await expected(false, '5 minutes before');
  pass(300 * second + 60 * second + 300 * second);
  await expected(false, '5 minutes after its end');
  pass(second);
  await expected(true, 'and a second');
});

t.test('the configuration', async (t) => {
  await t.test('is judged by for 30 minutes, and a cmdlet says until when', async (t) => {
    const stopped = await stoppedLab(t);
    const { lab, pass } = stopped;
    const { Name: Identity } = await acsServer(stopped);
    t.strictSame((await lab.cmdlet('Set-AuthServer', { Identity, Enabled: true })).warnings, [], 'nothing is loaded');
    t.equal(await outcome(stopped), 200);
    const until = new Date(lab.clock.now() + 30 * minute).toISOString();
    pass(10 * minute);
    const { warnings, output } = await lab.cmdlet('Set-AuthServer', { Identity, Enabled: false });
    t.strictSame(output, []);
    t.strictSame(warnings, [
      `[lab] takes effect after ${until}, when the servers load their configuration again; iisreset does it at once.`,
    ]);
    pass(20 * minute - 1);
    t.equal(await outcome(stopped), 200);
    pass(1);
    t.equal(await outcome(stopped), '2000009');
    await lab.cmdlet('Set-AuthServer', { Identity, Enabled: true });
    t.equal(await outcome(stopped), '2000009');
    await lab.cmdlet('iisreset');
    t.equal(await outcome(stopped), 200);
  });

  await t.test('follows every change with configurationReload: immediate', async (t) => {
    const stopped = await stoppedLab(t, { configurationReload: 'immediate' });
    const { Name: Identity } = await acsServer(stopped);
    t.equal(await outcome(stopped), 200);
    const { warnings } = await stopped.lab.cmdlet('Set-AuthServer', { Identity, Enabled: false });
    t.strictSame(warnings, []);
    t.equal(await outcome(stopped), '2000009');
  });

  await t.test('that could never be loaded is HTTP 500 for a token, and no Bearer challenge', async (t) => {
    const stopped = await stoppedLab(t, {}, (organization) => ({
      ...organization,
      directoryFaults: { domainControllers: 'down' },
    }));
    const { lab } = stopped;
    const answer = await ask(lab, lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' }).token);
    t.equal(answer.status, 500);
    t.equal(
      answer.header('x-ms-diagnostics'),
      '2000007;reason="OAuth configuration not loaded.";error_category="internal_error"',
    );
    t.strictSame(answer.all('WWW-Authenticate'), []);
    t.equal(answer.body, '');
    for (const other of [await challenge(stopped), await call(lab)]) {
      t.equal(other.status, 401);
      t.equal(other.header('x-ms-diagnostics'), undefined);
      t.strictSame(other.all('WWW-Authenticate'), ['Negotiate', 'NTLM']);
    }
    const { Detail, ResultType } = await lab.testOAuthConnectivity({ ...toCloud, ReloadConfig: true });
    t.equal(ResultType, 'Error');
    t.match(Detail, 'Error:Unable to load OAuth configuration.');
    t.match(Detail, 'The configuration was last successfully loaded at 1/1/0001 12:00:00 AM UTC.');
  });

  await t.test('stays when Active Directory is down at the time, and is tried again 30 minutes later', async (t) => {
    const clock = new LabClock({ now: () => Date.UTC(2026, 0, 1) });
    let directory: string | undefined;
    const cache = (reload: 'interval' | 'immediate') =>
      new ConfigurationCache<string>({ load: () => directory, currentSource: () => directory, clock, reload });
    const [interval, immediate] = [cache('interval'), cache('immediate')];
    const seen = () => [interval.current, immediate.current];
    t.strictSame(seen(), [undefined, undefined]);
    directory = 'first';
    t.strictSame(seen(), ['first', 'first'], 'while there is none, every request tries');
    directory = undefined;
    clock.advance(30 * minute);
    t.strictSame(seen(), ['first', 'first'], 'the old one stays');
    t.equal(interval.nextLoad, clock.now() + 30 * minute);
    t.equal(immediate.nextLoad, clock.now());
    directory = 'second';
    clock.advance(30 * minute - 1);
    t.strictSame(seen(), ['first', 'second']);
    clock.advance(1);
    t.strictSame(seen(), ['second', 'second']);
    directory = 'third';
    interval.reload();
    t.equal(interval.current, 'third');
    directory = undefined;
    interval.recycle();
    t.equal(interval.current, undefined, 'a new worker process has nothing to keep');
  });
});

t.test('a signing key that the token service has changed', async (t) => {
  await t.test('is read after a failed signature, and counts from the next load of the configuration', async (t) => {
    const stopped = await stoppedLab(t, {}, withStaleCertificates);
    t.equal(await outcome(stopped), '2000000');
    await settled(t, stopped, metadataPath, 1);
    t.equal(asked(stopped, 'federationmetadata'), 0, 'of the auth server whose signature failed');
    stopped.pass(30 * minute - 1);
    t.equal(await outcome(stopped), '2000000');
    stopped.pass(1);
    t.equal(await outcome(stopped), 200);
    const { CertificateStrings } = await acsServer(stopped);
    t.strictSame(CertificateStrings, [stale], 'the worker process knows it; the directory does not');
    await stopped.lab.cmdlet('iisreset');
    t.equal(await outcome(stopped), '2000000', 'and a new one starts from the directory');
  });

  await t.test('is read 3 times in 24 hours for failed signatures, counted anew after iisreset', async (t) => {
    const stopped = await stoppedLab(t, {}, withUnreachableMetadata);
    for (const expected of [1, 2, 3, 3]) {
      t.equal(await outcome(stopped), '2000000');
      await settled(t, stopped, metadataPath, expected);
      stopped.pass(hour);
    }
    await stopped.lab.cmdlet('iisreset');
    t.equal(await outcome(stopped), '2000000');
    await settled(t, stopped, metadataPath, 4);
    stopped.pass(21 * hour - 1);
    for (const expected of [5, 6, 6]) {
      await outcome(stopped);
      await settled(t, stopped, metadataPath, expected);
    }
    stopped.pass(3 * hour + 1);
    await outcome(stopped);
    await settled(t, stopped, metadataPath, 6 + 4, 'the daily reading and its retries');
    for (const expected of [11, 11]) {
      await outcome(stopped);
      await settled(t, stopped, metadataPath, expected, 'the first of the three is 24 hours ago');
    }
  });

  await t.test('of Entra is read from its federation metadata after a V1 token’s failed signature', async (t) => {
    const stopped = await stoppedLab(t, {}, withStaleCertificates);
    t.equal(await outcome(stopped, 'hma'), '2000000');
    await settled(t, stopped, federationPath, 1);
    t.equal(asked(stopped, metadataPath), 0, 'ACS is not asked: no signature of its own has failed');
    stopped.pass(30 * minute - 1);
    t.equal(await outcome(stopped, 'hma'), '2000000', 'it does not count yet');
    stopped.pass(1);
    t.equal(await outcome(stopped, 'hma'), 200);
    t.equal(await outcome(stopped), '2000000', 'it counts for Entra alone: ACS was not read until now');
    await stopped.lab.cmdlet('iisreset');
    t.equal(await outcome(stopped, 'hma'), '2000000', 'and a new worker process starts from the directory');
  });

  await t.test('of Entra is read 3 times in 24 hours for failed signatures, whatever ACS was read for', async (t) => {
    const stopped = await stoppedLab(t, {}, withUnreachableMetadata);
    for (const expected of [1, 2, 3, 3]) {
      t.equal(await outcome(stopped, 'hma'), '2000000');
      await settled(t, stopped, federationPath, expected);
      stopped.pass(hour);
    }
    t.equal(await outcome(stopped), '2000000');
    await settled(t, stopped, metadataPath, 1, 'each auth server has its own three');
    await stopped.lab.cmdlet('iisreset');
    t.equal(await outcome(stopped, 'hma'), '2000000');
    await settled(t, stopped, federationPath, 4, 'counted anew');
  });

  await t.test('is no matter to other refusals, nor to a signature of nobody', async (t) => {
    const stopped = await stoppedLab(t);
    const { lab } = stopped;
    for (const actorClaims of [{ iss: `x@${tenant}` }, { aud: 'x' }]) {
      await ask(lab, lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de', actorClaims }).token);
    }
    await ask(lab, lab.tokens.issue({ kind: 'selfIssued', signWith: 'unknownKey' }).token);
    await settled(t, stopped, metadataPath, 0);
  });

  await t.test('is read every 24 hours of the lab’s clock', async (t) => {
    const stopped = await stoppedLab(t, {}, withStaleCertificates);
    await challenge(stopped);
    stopped.pass(24 * hour - 1);
    await challenge(stopped);
    await settled(t, stopped, metadataPath, 0);
    stopped.pass(1);
    await challenge(stopped);
    await settled(t, stopped, metadataPath, 1);
    t.equal(asked(stopped, 'federationmetadata'), 1, 'of every auth server');
    stopped.pass(30 * minute - 2);
    await challenge(stopped);
    stopped.pass(1);
    t.equal(await outcome(stopped), 200, 'by then the configuration was loaded again');
    stopped.pass(23 * hour);
    await challenge(stopped);
    await settled(t, stopped, metadataPath, 1);
    stopped.pass(hour);
    await challenge(stopped);
    await settled(t, stopped, metadataPath, 2);
  });

  await t.test('is mended by Set-AuthServer -RefreshAuthMetadata and iisreset, or 30 minutes', async (t) => {
    for (const [name, wait] of [
      ['iisreset', (stopped: StoppedLab) => stopped.lab.cmdlet('iisreset')],
      ['30 minutes', (stopped: StoppedLab) => stopped.pass(30 * minute)],
    ] as const) {
      const stopped = await stoppedLab(t, {}, withStaleCertificates);
      t.equal(await outcome(stopped), '2000000');
      const { Name: Identity } = await acsServer(stopped);
      const { output, warnings } = await stopped.lab.cmdlet('Set-AuthServer', { Identity, RefreshAuthMetadata: true });
      t.strictSame(output, []);
      t.match(warnings?.join(), /^\[lab\] takes effect after /);
      t.notMatch((await acsServer(stopped)).CertificateStrings, [stale]);
      t.equal(await outcome(stopped), '2000000', `not before ${name}`);
      await wait(stopped);
      t.equal(await outcome(stopped), 200, name);
    }
  });

  await t.test(
    'that can’t be read does no harm, and nothing is left behind when the lab closes meanwhile',
    async (t) => {
      const stopped = await stoppedLab(t, {}, (organization) => ({
        ...organization,
        authServers: organization.authServers.map((server) => ({ ...server, authMetadataUrl: 'no URL' })),
      }));
      t.equal(await outcome(stopped), 200);
      stopped.pass(24 * hour);
      t.equal(await outcome(stopped), 200);
      const closing = await stoppedLab(t, {}, withStaleCertificates);
      await Promise.all([1, 2, 3].map(() => outcome(closing)));
      const begun = systemClock.now();
      await closing.lab.close();
      t.ok(systemClock.now() - begun < 5 * second);
      await pause(100);
    },
  );
});

t.test('the memory of metadata', async (t) => {
  const clock = new LabClock({ now: () => Date.UTC(2026, 0, 1) });
  const server = {
    name: 'ACS',
    guid: 'g',
    enabled: true,
    authMetadataUrl: 'https://a.example/',
    certificateStrings: ['old'],
  };
  let organization = { authServers: [server, { ...server, guid: 'off', enabled: false }] } as unknown as Organization;
  const pending: { readonly url: string; readonly end: (certificates?: readonly string[]) => Promise<unknown> }[] = [];
  const memory = new MetadataRefresh({
    organization: () => organization,
    read: ({ href }) =>
      new Promise((done, fail) => {
        const end = (certificates?: readonly string[]) => {
          if (certificates) done({ certificates });
          else fail(new Error('no answer'));
          return pause(0);
        };
        pending.push({ url: href, end });
      }),
    clock,
  });
  const known = () => memory.complete(organization).authServers[0]?.certificateStrings;

  await t.test('reads one at a time, retries a daily reading 3 times, and remembers why it failed', async (t) => {
    memory.refreshWhenDue();
    clock.advance(24 * hour);
    memory.refreshWhenDue();
    memory.refreshWhenDue();
    memory.signatureFailed('ACS');
    memory.signatureFailed('nobody');
    for (const expected of [1, 2, 3, 4]) {
      t.equal(pending.length, expected, 'the disabled one is left alone');
      await pending.at(-1)?.end();
    }
    t.equal(pending.length, 4);
    t.equal(memory.failureOf(organization.authServers[0] as never), 'no answer');
    memory.signatureFailed('ACS');
    await pending.at(-1)?.end();
    t.equal(pending.length, 5, 'a reading after a signature failure is not repeated');
    const before = memory.complete(organization);
    t.equal(memory.complete(organization), before);
    memory.signatureFailed('ACS');
    await pending.at(-1)?.end(['new']);
    t.not(memory.complete(organization), before);
    t.strictSame(known(), ['old', 'new'], 'both count');
    t.equal(memory.failureOf(organization.authServers[0] as never), undefined);
  });

  await t.test('is a new one after iisreset, for another URL, and where the clock was set back', async (t) => {
    clock.advance(-hour);
    memory.refreshWhenDue();
    t.equal(pending.length, 7);
    memory.recycle();
    t.strictSame(known(), ['old']);
    await pending.at(-1)?.end(['late']);
    t.strictSame(known(), ['old'], 'a reading from before iisreset reads for nobody');
    memory.signatureFailed('ACS');
    await pending.at(-1)?.end(['new']);
    t.strictSame(known(), ['old', 'new']);
    organization = { authServers: [{ ...server, authMetadataUrl: 'https://b.example/' }] } as unknown as Organization;
    t.strictSame(known(), ['old']);
    memory.signatureFailed('ACS');
    t.equal(pending.at(-1)?.url, 'https://b.example/');
  });
});

const toCloud = { Service: 'EWS', TargetUri: 'https://outlook.office365.com', Mailbox: 'user2@msxfaq.de' };
const cached = { ...toCloud, UseCachedToken: true };
const tokenPath = '/tokens/OAuth/2';

t.test('what a server remembers as a client', async (t) => {
  const requests = async ({ lab }: StoppedLab, parameters: typeof toCloud) => {
    const { Detail, transactionIds } = await lab.testOAuthConnectivity(parameters);
    return { Detail, requests: transactionIds.length };
  };

  await t.test('challenge and last token: 60 minutes', async (t) => {
    const stopped = await stoppedLab(t);
    t.match(await requests(stopped, toCloud), { requests: 3 });
    stopped.pass(60 * minute - 1);
    t.match(await requests(stopped, cached), { requests: 1, Detail: /\[lab\] the token for/ });
    stopped.pass(1);
    t.match(await requests(stopped, cached), { requests: 2, Detail: /\[lab\] the actor token for/ });
    t.match(await requests(stopped, toCloud), { requests: 3, Detail: /The token cache is being cleared because/ });
  });

  await t.test(
    'the token of ACS: until 5 minutes before its end, renewed behind the scenes from 8 hours on',
    async (t) => {
      const stopped = await stoppedLab(t);
      await requests(stopped, toCloud);
      stopped.pass(8 * hour);
      t.match(await requests(stopped, cached), { requests: 2 });
      await settled(t, stopped, tokenPath, 1);
      stopped.pass(hour);
      t.match(await requests(stopped, cached), { requests: 2, Detail: /\[lab\] the actor token for/ });
      await settled(t, stopped, tokenPath, 2);
      await requests(stopped, toCloud);
      stopped.pass(24 * hour - 5 * minute - 1);
      t.match(await requests(stopped, cached), { requests: 2, Detail: /\[lab\] the actor token for/ });
      await requests(stopped, toCloud);
      stopped.pass(24 * hour - 5 * minute);
      t.match(await requests(stopped, cached), { requests: 3, Detail: /Sending token request/ });
    },
  );

  await t.test('a failed token request: 10 minutes', async (t) => {
    const stopped = await stoppedLab(t, {}, (organization) => ({
      ...organization,
      authServers: organization.authServers.map((server) => ({
        ...server,
        tokenIssuingEndpoint: server.tokenIssuingEndpoint.replace(tenant, 'nowhere.example'),
      })),
    }));
    await requests(stopped, cached);
    const first = asked(stopped, tokenPath);
    stopped.pass(10 * minute - 1);
    t.match(await requests(stopped, cached), { Detail: /failed less than 10 minutes ago/ });
    t.equal(asked(stopped, tokenPath), first);
    stopped.pass(1);
    t.notMatch((await requests(stopped, cached)).Detail, /failed less than 10 minutes ago/);
    t.equal(asked(stopped, tokenPath), first + 1);
  });

  await t.test('the configuration: 30 minutes, or until -ReloadConfig or iisreset', async (t) => {
    const stopped = await stoppedLab(t);
    const { lab, pass } = stopped;
    const { Name: Identity } = await acsServer(stopped);
    const enable = (Enabled: boolean) => lab.cmdlet('Set-AuthServer', { Identity, Enabled });
    const result = async (parameters: object) =>
      (await lab.testOAuthConnectivity({ ...toCloud, ...parameters })).ResultType;
    t.equal(await result({}), 'Success');
    t.match((await enable(false)).warnings?.join(), /takes effect after/);
    pass(30 * minute - 1);
    t.equal(await result({}), 'Success', 'the cached configuration is used');
    pass(1);
    t.equal(await result({}), 'Error');
    await enable(true);
    t.equal(await result({}), 'Error');
    t.equal(await result({ ReloadConfig: true }), 'Success');
    t.equal(await outcome(stopped), 200);
    await enable(false);
    t.equal(await result({ ReloadConfig: true }), 'Error');
    t.equal(await outcome(stopped), 200, 'what tokens are judged by is not reloaded with it');
    await enable(true);
    await lab.cmdlet('iisreset');
    t.equal(await result({}), 'Success');
  });

  await t.test('iisreset is that of the on-premises servers: the cloud remembers', async (t) => {
    const stopped = await stoppedLab(t);
    const toPremises = { Service: 'EWS', TargetUri: 'https://hybrid.msxfaq.de', Mailbox: 'user1@msxfaq.de' };
    await requests(stopped, toCloud);
    await requests(stopped, toPremises);
    await stopped.lab.cmdlet('iisreset');
    t.match(await requests(stopped, { ...toPremises, UseCachedToken: true } as never), { requests: 1 });
    t.match(await requests(stopped, cached), { requests: 3 });
  });
});
