import fc from 'fast-check';
import t from 'tap';
import type { Organization } from '../src/directory/organization.js';
import type { Lab } from '../src/index.js';
import { certificateDetails } from '../src/pki/certificate-details.js';
import { readPfx } from '../src/pki/pfx.js';
import {
  type AuthCertificateStatus,
  type AuthCertificateStatusInput,
  authCertificateStatus,
} from '../src/shell/monitoring/auth-certificate-status.js';
import { reportLines, unreachableLines } from '../src/shell/monitoring/auth-certificate-texts.js';
import { importLines } from '../src/shell/monitoring/certificate-copies.js';
import { lifetimeColor } from '../src/shell/monitoring/certificate-findings.js';
import { day, daysLeft, daysLeftUnlessToday } from '../src/shell/monitoring/lifetime.js';
import { daysUntilEffective, renewalPlan } from '../src/shell/monitoring/renewal-plan.js';
import { freeze, TestLabs } from './acceptance/labs.js';

const labs = new TestLabs('monitoring');
t.teardown(() => labs.close());

const healthChecker = 'HealthChecker.ps1';
const freeBusy = 'FreeBusyChecker.ps1';
const monitor = 'MonitorExchangeAuthCertificate.ps1';
const noon = Date.UTC(2030, 5, 15, 12);
const hour = 60 * 60 * 1000;

/** A status where the certificates have so many days and half a day left, on two servers. */
function statusOf(
  { current, next }: { readonly current?: number; readonly next?: number },
  change: Partial<AuthCertificateStatusInput> = {},
): AuthCertificateStatus {
  const thumbprints = [...(current === undefined ? [] : ['C']), ...(next === undefined ? [] : ['N'])];
  return authCertificateStatus({
    currentThumbprint: current === undefined ? '' : 'C',
    nextThumbprint: next === undefined ? '' : 'N',
    servers: ['ex01', 'ex02'].map((fqdn) => ({ fqdn, adSite: 'Site', reachable: true, thumbprints })),
    notAfter: new Map([
      ['C', noon + (current ?? 0) * day + day / 2],
      ['N', noon + (next ?? 0) * day + day / 2],
    ]),
    hybridConfigured: false,
    ignoreUnreachableServers: false,
    ignoreHybridConfig: false,
    enforceNewAuthCertificate: false,
    now: noon,
    ...change,
  });
}

const server = (fqdn: string, ...thumbprints: readonly string[]) => ({
  fqdn,
  adSite: 'Site',
  reachable: true,
  thumbprints,
});
const switchedOff = { ...server('ex02', 'C', 'N'), reachable: false };

/** S1 and S3 share a flag; `-` is none. */
function flagOf(status: AuthCertificateStatus): string {
  const flags = Object.entries({
    replace: status.ReplaceRequired,
    next: status.ConfigureNextAuthRequired,
    importCurrent: status.CurrentAuthCertificateImportRequired,
    importNext: status.NextAuthCertificateImportRequired,
  }).filter(([, set]) => set);
  return flags.map(([name]) => name).join() || '-';
}

t.test('the states of the monitor and their thresholds: the first that fits', async (t) => {
  const rows: readonly (readonly [what: string, status: AuthCertificateStatus, flag: string])[] = [
    ['S1: both expired', statusOf({ current: -2, next: -2 }), 'replace'],
    ['S1: expired, no next one', statusOf({ current: -2 }), 'replace'],
    ['S1: an empty Current thumbprint, whatever the next one', statusOf({ next: 500 }), 'replace'],
    ['S1: current missing on all servers', statusOf({ current: 500 }, { servers: [server('ex01')] }), 'replace'],
    ['S2: 60 days left', statusOf({ current: 60 }), 'next'],
    ['none: 61 days left', statusOf({ current: 61 }), '-'],
    ['S2: 60 days, the next one has 120', statusOf({ current: 60, next: 120 }), 'next'],
    ['none: 10 days, but the next one has 121', statusOf({ current: 10, next: 121 }), '-'],
    ['S2: the next one has expired', statusOf({ current: 10, next: -3 }), 'next'],
    ['S2: enforced, nothing being due', statusOf({ current: 1000 }, { enforceNewAuthCertificate: true }), 'next'],
    ['S1 goes before enforcing', statusOf({ current: -2 }, { enforceNewAuthCertificate: true }), 'replace'],
    [
      'S3: less than a day left and the next one has more than 120',
      statusOf(
        { current: 0, next: 500 },
        {
          notAfter: new Map([
            ['C', noon + 14 * hour],
            ['N', noon + 500 * day],
          ]),
        },
      ),
      'replace',
    ],
    [
      'S2: less than a day left, no next one',
      statusOf({ current: 0 }, { notAfter: new Map([['C', noon + 14 * hour]]) }),
      'next',
    ],
    ['S3: expired, the next one is staged', statusOf({ current: -2, next: 500 }), 'replace'],
    [
      'S3: current missing on all servers, the next one valid',
      statusOf({ current: 500, next: 500 }, { servers: [server('ex01', 'N'), server('ex02', 'N')] }),
      'replace',
    ],
    [
      'S4: missing on one server, and not S2 although it has less than 60 days',
      statusOf({ current: 10 }, { servers: [server('ex01', 'C'), server('ex02')] }),
      'importCurrent',
    ],
    [
      'S4 goes before S5',
      statusOf({ current: 500, next: 500 }, { servers: [server('ex01', 'C', 'N'), server('ex02')] }),
      'importCurrent',
    ],
    [
      'S5: the next one is missing on one server',
      statusOf({ current: 500, next: 500 }, { servers: [server('ex01', 'C', 'N'), server('ex02', 'C')] }),
      'importNext',
    ],
    ['none: both well', statusOf({ current: 500, next: 1000 }), '-'],
    [
      'no verdict: a server is unreachable',
      statusOf({ current: -2 }, { servers: [server('ex01', 'C'), switchedOff] }),
      '-',
    ],
    [
      'the unreachable server is ignored',
      statusOf({ current: 10 }, { servers: [server('ex01', 'C'), switchedOff], ignoreUnreachableServers: true }),
      'next',
    ],
  ];
  for (const [what, status, flag] of rows) t.equal(flagOf(status), flag, what);
});

t.test('days are truncated towards zero, and what expires today counts as expired', async (t) => {
  t.equal(daysLeft(noon + 2 * day - 1, noon), 1);
  t.equal(daysLeft(noon - 2 * day + 1, noon), -1, 'towards zero on the other side too');
  t.ok(Object.is(daysLeft(noon - 1, noon), 0), 'ended a moment ago: 0, as .NET says');
  t.equal(daysLeftUnlessToday(noon + hour, noon), -1, 'ends later today');
  t.equal(daysLeftUnlessToday(noon - hour, noon), -1, 'ended today');
  t.equal(daysLeftUnlessToday(noon - 20 * hour, noon), -1, 'ended yesterday, less than a day ago');
  t.equal(daysLeftUnlessToday(noon + 12 * hour, noon), 0, 'ends at midnight: that is tomorrow');
  const midnight = Date.UTC(2030, 5, 15);
  t.equal(daysLeftUnlessToday(midnight + hour, midnight), 0, 'at midnight sharp its day is not past yet');
  t.equal(daysLeftUnlessToday(midnight + hour, midnight + 1), -1);
});

t.test('hybrid stops what makes a new certificate, never an import', async (t) => {
  const hybrid = { hybridConfigured: true };
  const stopped = (status: AuthCertificateStatus) => status.StopProcessingDueToHybrid;
  t.ok(stopped(statusOf({ current: -2 }, hybrid)), 'S1');
  t.ok(stopped(statusOf({ current: 10 }, hybrid)), 'S2');
  t.ok(stopped(statusOf({ current: -2, next: 500 }, hybrid)), 'S3');
  const missing = { ...hybrid, servers: [server('ex01', 'C'), server('ex02')] };
  t.notOk(stopped(statusOf({ current: 500 }, missing)), 'S4');
  t.notOk(stopped(statusOf({ current: 500 }, hybrid)), 'nothing to do');
  t.notOk(stopped(statusOf({ current: -2 }, { ...hybrid, ignoreHybridConfig: true })), 'ignored');
});

t.test('the next certificate waits 30 days, 4, 2, or not at all', async (t) => {
  t.strictSame([60, 32, 31, 5, 4, 3, 2, 0].map(daysUntilEffective), [30, 30, 4, 4, 2, 2, 0, 0]);
  t.match(renewalPlan(statusOf({ current: 50 }), true, noon), { effectiveDate: noon, atOnce: true }, 'enforced: now');
  t.match(renewalPlan(statusOf({ current: 50 }), false, noon), { effectiveDate: noon + 30 * day, atOnce: false });
});

t.test('whatever the state: at most one flag, none without a verdict, and hybrid stops only with one', async (t) => {
  const days = fc.option(fc.integer({ min: -400, max: 2000 }), { nil: undefined });
  const servers = fc.array(
    fc.record({
      fqdn: fc.string(),
      adSite: fc.constantFrom('A', 'B'),
      reachable: fc.boolean(),
      thumbprints: fc.subarray(['C', 'N']),
    }),
  );
  fc.assert(
    fc.property(days, days, servers, fc.boolean(), fc.boolean(), fc.boolean(), (current, next, list, ...flags) => {
      const [hybridConfigured, ignoreUnreachableServers, enforceNewAuthCertificate] = flags;
      const status = statusOf(
        { ...(current === undefined ? {} : { current }), ...(next === undefined ? {} : { next }) },
        { servers: list, hybridConfigured, ignoreUnreachableServers, enforceNewAuthCertificate },
      );
      const flag = flagOf(status);
      const stops = status.StopProcessingDueToHybrid;
      if (flag.includes(',')) return false;
      if (status.NumberOfUnreachableServers > 0 && !ignoreUnreachableServers && flag !== '-') return false;
      if (current === undefined && flag !== 'replace') return false;
      return stops === (hybridConfigured && (flag === 'replace' || flag === 'next'));
    }),
  );
  t.pass('1 property');
});

t.test('the words of the report, line by line', async (t) => {
  const missing = statusOf(
    { current: 500, next: 900 },
    { servers: [server('ex01', 'C', 'N'), { ...server('ex02'), adSite: 'Other' }], hybridConfigured: true },
  );
  t.strictSame(
    reportLines(missing).map(({ text }) => text),
    [
      'Current Auth Certificate thumbprint: C',
      'Current Auth Certificate is valid for 500 day(s)',
      'Next Auth Certificate thumbprint: N',
      'Next Auth Certificate is valid for 900 day(s)',
      "We've detected Exchange servers in multiple AD sites",
      'Exchange Hybrid was detected in this environment',
      'The actively used Auth Certificate is missing on the following servers: ex02',
      'The certificate which is configured as next Auth Certificate is missing on the following servers: ex02',
      'Test result: The current or next Auth Certificate is missing on some servers and must be imported.',
      "The script will try to import the certificate to the missing servers automatically (as long as it's valid).",
    ],
  );
  const unreachable = statusOf({ current: 10 }, { servers: [server('ex01', 'C'), switchedOff] });
  t.strictSame(
    unreachableLines(unreachable).map(({ text }) => text),
    [
      "We couldn't validate if the Auth Certificate is properly configured because 1 servers were unreachable.",
      'The unreachable servers are: ex02',
    ],
  );
  t.strictSame(reportLines(statusOf({ current: 500 })).at(-1), {
    text: 'Test result: No renewal action is required',
    color: 'Green',
  });
});

t.test('a failed import of the next certificate prints an empty line, as the script’s mistake does', async (t) => {
  const plan = { thumbprint: 'X', missingOn: ['ex02'] };
  const texts = (which: 'current' | 'next') => importLines({ ...plan, which }, [], ['no']).map(({ text }) => text);
  t.equal(texts('current')[1], 'Import failed: ex02');
  t.equal(texts('next')[1], '');
  t.equal(texts('current').at(-1), "It's sufficient to import it to at least one Exchange server per AD site.");
});

const notHybrid = (healthy: Organization): Organization => ({ ...healthy, hybridConfiguration: undefined });

/** When the current auth certificate ends. */
async function currentEnd(lab: Lab): Promise<number> {
  const [config] = (await lab.cmdlet('Get-AuthConfig')).output;
  const [found] = (await lab.cmdlet('Get-ExchangeCertificate', { Thumbprint: config?.CurrentCertificateThumbprint }))
    .output;
  return Number(found?.NotAfter);
}

/** 12:00 of the day that is so many days before the one on which the current certificate ends. */
async function goToDaysBeforeEnd(lab: Lab, days: number): Promise<void> {
  const end = await currentEnd(lab);
  lab.clock.set(Math.floor(end / day) * day - days * day + 12 * hour);
  await lab.clock.settled();
}

/** Which certificate stands in the question whether to overwrite the default SMTP certificate. */
async function internalTransport(lab: Lab): Promise<string | undefined> {
  const asked = lab.cmdlet('New-ExchangeCertificate', { SubjectName: 'cn=x' });
  const message = await asked.then(String, (error: Error) => error.message);
  return /Current certificate: '(\w+)'/.exec(message)?.[1];
}

async function lines(lab: Lab, parameters = {}): Promise<readonly string[]> {
  return (await lab.cmdlet(monitor, parameters)).text.split('\n');
}

t.test('a healthy lab is checked: the object’s properties in order, the lines, over HTTP too', async (t) => {
  const lab = await labs.start('healthy-check');
  const outcome = await lab.cmdlet(monitor);
  t.strictSame(Object.keys(outcome.output[0] ?? {}), [
    'CurrentAuthCertificateThumbprint',
    'CurrentAuthCertificateLifetimeInDays',
    'ReplaceRequired',
    'CurrentAuthCertificateImportRequired',
    'NextAuthCertificateThumbprint',
    'NextAuthCertificateLifetimeInDays',
    'ConfigureNextAuthRequired',
    'NextAuthCertificateImportRequired',
    'NumberOfUnreachableServers',
    'UnreachableServersList',
    'AuthCertificateFoundOnServers',
    'AuthCertificateMissingOnServers',
    'NextAuthCertificateFoundOnServers',
    'NextAuthCertificateMissingOnServers',
    'HybridSetupDetected',
    'StopProcessingDueToHybrid',
    'MultipleExchangeADSites',
  ]);
  const text = outcome.text.split('\n');
  t.match(text[0], /^The script was run without parameter therefore, only a check/);
  t.ok(text.includes('Exchange Hybrid was detected in this environment'));
  t.ok(text.includes('Test result: No renewal action is required'));
  const response = await fetch(`${lab.control.url}/api/cmdlets/${monitor}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ parameters: { ValidateAndRenewAuthCertificate: true } }),
  });
  const answer = (await response.json()) as { readonly output: unknown; readonly text: string };
  t.equal(response.status, 200);
  t.match(answer.output, [{ ReplaceRequired: false, HybridSetupDetected: true }]);
  t.match(answer.text, /^Mode: Testing and replacing or importing the Auth Certificate \(if required\)\n/);
});

t.test('in a hybrid organisation even a check prints the hybrid text and no test result', async (t) => {
  const lab = await labs.start('hybrid-check');
  await goToDaysBeforeEnd(lab, 30);
  const check = await lines(lab);
  t.equal(
    check[1],
    'We have not made any configuration change because Exchange Hybrid has been detected in your environment.',
  );
  t.notOk(check.some((line) => line.startsWith('Test result')));
  const [before] = (await lab.cmdlet('Get-AuthConfig')).output;
  await lab.cmdlet(monitor, { ValidateAndRenewAuthCertificate: true });
  t.equal((await lab.cmdlet('Get-AuthConfig')).output[0]?.NextCertificateThumbprint, null, 'nothing is staged');
  const renewed = await lines(lab, { ValidateAndRenewAuthCertificate: true, IgnoreHybridConfig: true });
  t.match(renewed[1], /^Renewal scenario: The Auth Certificate configured as next/);
  t.match(
    renewed[2],
    /^The renewal action was successfully performed - the new Auth Certificate will become active on: /,
  );
  t.match(renewed[3], /^Please ensure to run the Hybrid Configuration Wizard \(HCW\) as soon as/);
  const [after] = (await lab.cmdlet('Get-AuthConfig')).output;
  t.equal(after?.CurrentCertificateThumbprint, before?.CurrentCertificateThumbprint);
  t.not(after?.NextCertificateThumbprint, null);
  const wait = Number(after?.NextCertificateEffectiveDate) - lab.clock.now();
  t.ok(wait > 3.9 * day && wait <= 4 * day, 'less than 32 days left: it waits 4 days');
});

t.test('an expired certificate is replaced at once, and the transport certificate is what it was', async (t) => {
  const lab = await labs.start('replace', {}, notHybrid);
  const before = await internalTransport(lab);
  const [old] = (await lab.cmdlet('Get-AuthConfig')).output;
  await goToDaysBeforeEnd(lab, -1);
  t.match((await lab.cmdlet(monitor)).output[0], { ReplaceRequired: true, CurrentAuthCertificateLifetimeInDays: -1 });
  const whatIf = await lines(lab, { ValidateAndRenewAuthCertificate: true, WhatIf: true });
  t.match(whatIf[0], /^What if: Performing the operation/);
  t.match((await lab.cmdlet('Get-AuthConfig')).output[0], old as object, '-WhatIf changes nothing');
  const text = await lines(lab, { ValidateAndRenewAuthCertificate: true });
  t.equal(text[1], 'Renewal scenario: The Auth Certificate in use must be replaced by a new one.');
  t.equal(text[2], 'The renewal action was successfully performed');
  const [config] = (await lab.cmdlet('Get-AuthConfig')).output;
  t.not(config?.CurrentCertificateThumbprint, old?.CurrentCertificateThumbprint);
  t.match(config, { PreviousCertificateThumbprint: null, NextCertificateThumbprint: null });
  t.equal(await internalTransport(lab), before);
  const [made] = (await lab.cmdlet('Get-ExchangeCertificate', { Thumbprint: config?.CurrentCertificateThumbprint }))
    .output;
  t.match(made, { FriendlyName: /^Microsoft Exchange Server Auth Certificate - \d{14}$/, PublicKeySize: 2048 });
  t.match(await lines(lab), { length: 5 }, 'mode, thumbprint, days, result, tail');
});

t.test('a certificate that is missing on a server of another site is imported there, hybrid or not', async (t) => {
  const lab = await labs.start('import', {}, (healthy) => {
    const { servers, authConfig } = healthy;
    const without = (index: number) =>
      servers[index]?.certificates.filter(({ thumbprint }) => thumbprint !== authConfig.currentCertificateThumbprint);
    return {
      ...healthy,
      servers: servers.map((one, index) =>
        index === 1 ? { ...one, adSite: 'Branch', certificates: without(1) ?? [] } : one,
      ),
    };
  });
  t.match((await lab.cmdlet(monitor)).output[0], {
    CurrentAuthCertificateImportRequired: true,
    AuthCertificateMissingOnServers: ['ex02.msxfaq.de'],
  });
  const text = await lines(lab, { ValidateAndRenewAuthCertificate: true });
  t.equal(text[3], 'Import successful: ex02.msxfaq.de');
  t.match((await lab.cmdlet(monitor)).output[0], { AuthCertificateMissingOnServers: [] });
});

t.test('a certificate enforced, with a lifetime of one’s own, is current at once', async (t) => {
  const lab = await labs.start('enforce', {}, notHybrid);
  const text = await lines(lab, { EnforceNewAuthCertificateCreation: true, CustomCertificateLifetimeInDays: 200 });
  t.equal(text[0], 'Mode: Enforce new next Auth Certificate creation');
  t.equal(text[2], 'The renewal action was successfully performed');
  t.match((await lab.cmdlet(monitor)).output[0], {
    CurrentAuthCertificateLifetimeInDays: 199,
    NextAuthCertificateThumbprint: '',
  });
});

t.test(
  'exported certificates come as content that a PFX reader opens; what a lab can’t do is refused by name',
  async (t) => {
    const lab = await labs.start('export');
    const { output } = await lab.cmdlet(monitor, { ExportAuthCertificatesAsPfx: true, Password: 'geheim' });
    const pfx = await readPfx(Buffer.from(String(output[0]?.FileData), 'base64'), 'geheim');
    t.equal(certificateDetails(pfx.certificates[0] ?? '').thumbprint, output[0]?.Thumbprint);
    await t.rejects(lab.cmdlet(monitor, { ExportAuthCertificatesAsPfx: true }), {
      message: '[lab] -ExportAuthCertificatesAsPfx needs -Password for the files.',
    });
    await t.rejects(lab.cmdlet(monitor, { SendEmailNotificationTo: 'a@msxfaq.de' }), {
      message: '[lab] -SendEmailNotificationTo is refused: the lab sends no mail.',
    });
    await t.rejects(lab.cmdlet(monitor, { ConfigureScriptToRunViaScheduledTask: true }), {
      message:
        '[lab] -ConfigureScriptToRunViaScheduledTask is refused: the lab has no Task Scheduler; move its clock instead.',
    });
  },
);

/** A finding of a script by its name and, where that matters, its section. */
async function found(lab: Lab, script: string, name: string, section = '') {
  const { output } = await lab.cmdlet(script);
  const one = output.find((finding) => finding.Name === name && String(finding.Section).includes(section));
  return { value: one?.Value, color: one?.Color };
}

/** Sentences that stand alone among the findings. */
async function sentences(lab: Lab, script: string): Promise<readonly unknown[]> {
  return (await lab.cmdlet(script)).output.filter(({ Name }) => Name === '').map(({ Value }) => Value);
}

const thumbprintOfCurrent = async (lab: Lab) =>
  String((await lab.cmdlet('Get-AuthConfig')).output[0]?.CurrentCertificateThumbprint);

t.test(
  'less than 24 hours, but tomorrow: valid to the monitor, expired and not expired to HealthChecker',
  async (t) => {
    const lab = await labs.start('tomorrow');
    const end = await currentEnd(lab);
    freeze(lab, (Math.floor(end / day) * day) / 1000 - 1); // the last second of the day before
    const thumbprint = await thumbprintOfCurrent(lab);
    t.match((await lab.cmdlet(monitor)).output[0], {
      CurrentAuthCertificateLifetimeInDays: 0,
      ConfigureNextAuthRequired: true,
      ReplaceRequired: false,
    });
    t.strictSame(await found(lab, healthChecker, 'Lifetime in days', thumbprint), { value: 0, color: 'Red' });
    t.strictSame((await found(lab, healthChecker, 'Certificate has expired', thumbprint)).value, false);
    t.strictSame(await found(lab, healthChecker, 'Valid Auth Certificate Found On Server'), {
      value: false,
      color: 'Red',
    });
    t.ok((await sentences(lab, healthChecker)).includes('Auth Certificate has expired'));
  },
);

t.test('the last second of the last day: the monitor says expired, the certificate is not', async (t) => {
  const lab = await labs.start('today');
  const end = await currentEnd(lab);
  freeze(lab, end / 1000 - 1);
  t.match((await lab.cmdlet(monitor)).output[0], { CurrentAuthCertificateLifetimeInDays: -1, ReplaceRequired: true });
  const thumbprint = await thumbprintOfCurrent(lab);
  t.equal((await found(lab, healthChecker, 'Certificate has expired', thumbprint)).value, false);
  t.equal((await found(lab, healthChecker, 'Certificate status', thumbprint)).value, 'Valid');
});

t.test('colours change at 60 and 30 days, the monitor acts at 60 of the current and 120 of the next', async (t) => {
  t.strictSame([61, 60, 59, 30, 29, -1].map(lifetimeColor), ['Green', 'Green', 'Yellow', 'Yellow', 'Red', 'Red']);
  const lab = await labs.start('colours', {}, notHybrid);
  const thumbprint = await thumbprintOfCurrent(lab);
  const end = await currentEnd(lab);
  lab.clock.set(end - 60.5 * day);
  t.strictSame(await found(lab, healthChecker, 'Lifetime in days', thumbprint), { value: 60, color: 'Green' });
  t.ok((await lines(lab)).some((line) => line.startsWith('Test result: The Auth Certificate configured as next')));
  lab.clock.set(end - 61.5 * day);
  t.ok((await lines(lab)).includes('Test result: No renewal action is required'));
});

t.test('HealthChecker looks at the hybrid, the dedicated application and Extended Protection', async (t) => {
  const lab = await labs.start('health');
  const application = 'Dedicated Exchange Hybrid Application';
  t.match(await found(lab, healthChecker, 'OAuth between Exchange Server and Exchange Online'), { value: true });
  t.match(await found(lab, healthChecker, application), {
    value: /^Configure the dedicated hybrid app/,
    color: 'Yellow',
  });
  const override = {
    Component: 'Global',
    Section: 'ExchangeOnpremAsThirdPartyAppId',
    Parameters: 'Enabled=true',
    Reason: 'test',
  };
  await lab.cmdlet('New-SettingOverride', { Name: 'EnableExchangeHybrid3PAppFeature', ...override });
  t.match(await found(lab, healthChecker, application), {
    value: /^No valid AuthServer object was found/,
    color: 'Red',
  });
  const [evoSts] = (await lab.cmdlet('Get-AuthServer')).output.filter(({ Name }) => String(Name).startsWith('EvoSts'));
  const applicationId = '11111111-2222-4333-8444-555555555555';
  await lab.cmdlet('Set-AuthServer', { Identity: evoSts?.Name, ApplicationIdentifier: applicationId });
  t.match(await found(lab, healthChecker, application), { value: new RegExp(`AppId: ${applicationId}`) });
  await lab.cmdlet('New-SettingOverride', { Name: 'Again', ...override });
  t.match(await found(lab, healthChecker, application), { value: /^Multiple SettingOverrides detected/, color: 'Red' });
  t.ok((await sentences(lab, healthChecker)).includes("Extended Protection isn't configured as expected"));
  await lab.cmdlet('Set-WebServicesVirtualDirectory', {
    Identity: 'EX01\\EWS (Default Web Site)',
    ExtendedProtectionTokenChecking: 'Allow',
  });
  t.notOk((await sentences(lab, healthChecker)).includes("Extended Protection isn't configured as expected"));
  for (const { Name } of (await lab.cmdlet('Get-PartnerApplication')).output) {
    await lab.cmdlet('Set-PartnerApplication', { Identity: Name, Enabled: false });
  }
  t.match(await found(lab, healthChecker, 'OAuth between Exchange Server and Exchange Online'), { value: false });
  const shown = (await lab.cmdlet('FreeBusyChecker.ps1')).text.split('\n').join(' ');
  t.match(shown, /Partner Application\s+Enabled: False/, 'FreeBusyChecker shows one that is disabled');
  t.strictSame(Object.keys((await lab.cmdlet(healthChecker)).output[0] ?? {}), [
    'Server',
    'Section',
    'Name',
    'Value',
    'Color',
    'MoreInformation',
  ]);
});

t.test(
  'HealthChecker: no auth certificate on the server, a small key, a web server’s judged by real time',
  async (t) => {
    const lab = await labs.start('health-keys');
    lab.clock.advance(1000 * day);
    const web = (await lab.cmdlet('Get-ExchangeCertificate')).output.find(({ Services }) => Services === 'IIS, SMTP');
    t.match(await found(lab, healthChecker, 'Certificate has expired', String(web?.Thumbprint)), { value: false });
    const [made] = (
      await lab.cmdlet('New-ExchangeCertificate', { SubjectName: 'cn=small', KeySize: 1024, Services: 'None' })
    ).output;
    t.strictSame(await found(lab, healthChecker, 'Key size', String(made?.Thumbprint)), { value: 1024, color: 'Red' });
    t.ok((await sentences(lab, healthChecker)).includes("It's recommended to use a key size of at least 2048 bit"));
    await lab.cmdlet('Remove-ExchangeCertificate', { Thumbprint: await thumbprintOfCurrent(lab), Confirm: false });
    t.ok(
      (await sentences(lab, healthChecker)).includes(
        'No valid Auth Certificate found. This may cause several problems.',
      ),
    );
  },
);

t.test('FreeBusyChecker finds nothing in a healthy lab, and each thing that is broken, in its words', async (t) => {
  const lab = await labs.start('free-busy');
  const healthy = await lab.cmdlet(freeBusy);
  t.strictSame(
    healthy.output.filter(({ Color }) => Color === 'Red' || Color === 'Yellow'),
    [],
  );
  await lab.cmdlet('Set-WebServicesVirtualDirectory', {
    Identity: 'EX01\\EWS (Default Web Site)',
    OAuthAuthentication: false,
  });
  await lab.cmdlet('Set-AuthConfig', { Realm: 'msxfaq.de', ServiceName: '00000002-0000-0ff1-ce00-000000000001' });
  await lab.cmdlet(
    'Remove-ExchangeCertificate',
    { Thumbprint: await thumbprintOfCurrent(lab), Confirm: false },
    { server: 'EX02' },
  );
  await lab.cmdlet('iisreset');
  const said = await sentences(lab, freeBusy);
  for (const sentence of [
    'InternalAuthenticationMethods seems not to include OAuth Authentication Method.',
    'Service Name does not Seems correct. Should be 00000002-0000-0ff1-ce00-000000000000',
    'Realm should be Blank',
    'Auth Certificate seems Not to be present in EX02',
    'Please run Test-OAuthConnectivity with a different Exchange On Premises Mailbox',
  ]) {
    t.ok(said.includes(sentence), sentence);
  }
  const [assignment] = (await lab.cmdlet('Get-ManagementRoleAssignment', { Role: 'UserApplication' })).output;
  await lab.cmdlet('Remove-ManagementRoleAssignment', { Identity: assignment?.Name, Confirm: false });
  t.match(await found(lab, freeBusy, 'UserApplication'), { value: false, color: 'Red' });
});

t.test('FreeBusyChecker: no certificate assigned at all', async (t) => {
  const lab = await labs.start('free-busy-blank', {}, (healthy) => ({
    ...healthy,
    authConfig: { ...healthy.authConfig, currentCertificateThumbprint: '' },
  }));
  t.ok((await sentences(lab, freeBusy)).includes('No valid certificate Assigned'));
  t.match((await lab.cmdlet(monitor)).output[0], { ReplaceRequired: true, AuthCertificateMissingOnServers: [] });
});

t.test('a server that is switched off: no verdict, or a verdict without it', async (t) => {
  const lab = await labs.start('unreachable', {}, (healthy) => ({
    ...healthy,
    servers: healthy.servers.map((one, index) => (index === 1 ? { ...one, reachable: false } : one)),
  }));
  t.equal((await lines(lab))[2], 'The unreachable servers are: ex02.msxfaq.de');
  const text = await lines(lab, { IgnoreUnreachableServers: true });
  t.ok(text.includes('Number of unreachable Exchange servers: 1'));
  t.ok(text.includes('Test result: No renewal action is required'));
});

t.test(
  'asked to confirm, the monitor says what it will do to the transport certificate; No changes nothing',
  async (t) => {
    const lab = await labs.start('confirm', {}, notHybrid);
    await goToDaysBeforeEnd(lab, -1);
    const before = await thumbprintOfCurrent(lab);
    const wish = { ValidateAndRenewAuthCertificate: true, Confirm: true };
    await t.rejects(lab.cmdlet(monitor, wish), { message: /The internal transport certificate will be queried/ });
    const refused = await lab.cmdlet(monitor, wish, { answers: ['N'] });
    t.match(refused.text, /\[lab\] Nothing was changed\./);
    t.equal(await thumbprintOfCurrent(lab), before);
    await lab.cmdlet(monitor, wish, { answers: ['Y'] });
    t.not(await thumbprintOfCurrent(lab), before);
  },
);

t.test('an invalid transport certificate is replaced by a new one, not put back', async (t) => {
  const lab = await labs.start('transport', {}, (healthy) => ({
    ...notHybrid(healthy),
    servers: healthy.servers.map((one) => ({
      ...one,
      internalTransportCertificate: healthy.authConfig.currentCertificateThumbprint,
    })),
  }));
  await goToDaysBeforeEnd(lab, -1);
  const old = await thumbprintOfCurrent(lab);
  await lab.cmdlet(monitor, { ValidateAndRenewAuthCertificate: true });
  const made = (await lab.cmdlet('Get-ExchangeCertificate')).output.find(({ Subject }) => Subject === 'CN=EX01');
  const transport = await internalTransport(lab);
  t.equal(transport, made?.Thumbprint);
  t.strictSame([old, await thumbprintOfCurrent(lab)].includes(String(transport)), false);
});

t.test('a key that must not leave: the copy fails and says why; a next certificate is copied as well', async (t) => {
  const lab = await labs.start('copies', {}, (healthy) => ({
    ...healthy,
    servers: healthy.servers.map((one, index) => (index === 1 ? { ...one, adSite: 'Branch' } : one)),
  }));
  const wish = { SubjectName: 'cn=next', Services: 'None' };
  const stage = async (exportable: boolean) => {
    const [made] = (await lab.cmdlet('New-ExchangeCertificate', { ...wish, PrivateKeyExportable: exportable })).output;
    const effective = new Date(lab.clock.now() + 60 * day);
    await lab.cmdlet('Set-AuthConfig', {
      NewCertificateThumbprint: made?.Thumbprint,
      NewCertificateEffectiveDate: effective,
      SkipImmediateCertificateDeployment: true,
    });
  };
  await stage(false);
  t.match((await lab.cmdlet(monitor)).output[0], { NextAuthCertificateImportRequired: true });
  const failed = await lines(lab, { ValidateAndRenewAuthCertificate: true });
  t.equal(failed[3], '', 'the empty line');
  t.match(failed[4], /^\[lab\] The certificate [0-9A-F]{40} of EX01 has a private key that is not exportable\.$/);
  await stage(true);
  t.equal((await lines(lab, { ValidateAndRenewAuthCertificate: true }))[3], 'Import successful: ex02.msxfaq.de');
  t.match((await lab.cmdlet(monitor)).output[0], { NextAuthCertificateMissingOnServers: [] });
});

t.test('the scripts run in the shell as an admin types them', async (t) => {
  const lab = await labs.start('typed');
  const shell = lab.shell();
  const { text } = await shell.run(
    '.\\MonitorExchangeAuthCertificate.ps1 -ValidateAndRenewAuthCertificate $true -IgnoreHybridConfig $true',
  );
  t.match(text, /^Mode: Testing and replacing/);
  t.match((await shell.run('.\\HealthChecker.ps1 -Server EX02')).text, /EX02 - Auth certificate\n {2}Valid Auth/);
  t.match((await shell.run('.\\FreeBusyChecker.ps1')).text, /ResultType: Success/);
});

t.test('an action that fails says so in the script’s words, with the reason behind', async (t) => {
  const lab = await labs.start('issue', {}, (healthy) => ({
    ...notHybrid(healthy),
    servers: healthy.servers.map((one, index) => (index === 0 ? { ...one, reachable: false } : one)),
  }));
  lab.clock.advance(6 * 366 * day);
  await lab.clock.settled();
  const text = await lines(lab, { ValidateAndRenewAuthCertificate: true, IgnoreUnreachableServers: true });
  t.equal(
    text[2],
    'There was an issue while performing the appropriate action - please check the verbose script log for more details.',
  );
  t.match(text[3], /^\[lab\] The server ex01\.msxfaq\.de can't be reached/);
});

t.test('a server that was switched off or moved is one that scripts and servicelets miss', async (t) => {
  const lab = await labs.start('machines');
  const set = (parameters: object) => lab.cmdlet('Set-LabExchangeServer', { ...parameters });
  await set({ Identity: 'EX02', Power: 'Off' });
  t.match(await lines(lab), [/^The script was run/, /because 1 servers were unreachable\.$/, /ex02\.msxfaq\.de/]);
  await set({ Identity: 'EX02', Power: 'On', ADSite: 'Branch' });
  t.match((await lab.cmdlet('Get-ExchangeServer', { Identity: 'EX02' })).output, [{ Site: /Sites\/Branch$/ }]);
  t.ok((await lines(lab)).includes("We've detected Exchange servers in multiple AD sites"));
  const off = { Identity: 'ex01.msxfaq.de', Power: 'Off' };
  await t.rejects(set(off), { category: 'InvalidOperation', message: /^\[lab\] EX01 answers/ });
  await t.rejects(set({ Identity: 'EX02', ADSite: 'a/b' }), { category: 'InvalidArgument', message: /'a\/b'/ });
  t.match((await lab.cmdlet('Set-LabExchangeServer', { ...off, Identity: 'EX02', WhatIf: true })).text, 'What if');
  await lab.scenarios.reset();
  t.match((await lab.cmdlet('Get-ExchangeServer', { Identity: 'EX02' })).output, [{ Site: /Default-First-Site/ }]);
});

t.test('a server whose clock is wrong makes and judges tokens by it, with five minutes of tolerance', async (t) => {
  const lab = await labs.start('late');
  const toCloud = { Service: 'EWS', TargetUri: 'https://outlook.office365.com', Mailbox: 'user2@msxfaq.de' };
  const toPremises = { Service: 'EWS', TargetUri: 'https://hybrid.msxfaq.de', Mailbox: 'user1@msxfaq.de' };
  const offset = (ClockOffset: string, Identity = 'EX01') =>
    lab.cmdlet('Set-LabExchangeServer', { Identity, ClockOffset });
  const both = async () => [
    (await lab.testOAuthConnectivity(toCloud)).Detail,
    (await lab.testOAuthConnectivity(toPremises)).Detail,
  ];
  const late = [
    /AADSTS700024: Client assertion is not within/,
    /diagnostics: 2000002;reason="The token has expired\."/,
  ];
  await offset('-00:20:00');
  t.match(await both(), late);
  await offset('-00:04:00');
  t.notMatch((await both()).join(), 'Exception');
  await offset('00:20:00');
  const [out, back] = await both();
  t.match(out, late[0], 'ahead is as bad on the way out');
  t.notMatch(back, 'Exception', 'a token that began a while ago has not run out');
  await offset('00:00:00');
  await offset('-00:20:00', 'EX02');
  t.notMatch((await both()).join(), 'Exception', 'another server, which does neither');
});

t.test('the labs of the monitor made no mistake of their own', async (t) => {
  t.strictSame(labs.defects, []);
});
