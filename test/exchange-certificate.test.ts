import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { Lab } from '../src/index.js';
import { TestLabs } from './acceptance/labs.js';

const labs = new TestLabs('exchange-certificate');
t.teardown(() => labs.close());
const lab = await labs.start('certificates');

const folder = labs.directory;
const openssl = (...args: readonly string[]) =>
  execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
const inFolder = (name: string) => join(folder, name);
const base64 = (name: string) => readFileSync(inFolder(name)).toString('base64');

interface Certificate {
  readonly Thumbprint: string;
  readonly [property: string]: unknown;
}

/** A certificate cmdlet; its only object. */
async function run(name: string, parameters: object = {}, answers: readonly string[] = [], on: Lab = lab) {
  const { output } = await on.cmdlet(name, { ...parameters }, { answers });
  return output[0] as unknown as Certificate;
}

const make = (parameters: object = {}) => run('New-ExchangeCertificate', { Services: 'None', ...parameters });

async function refused(t: Test, title: string, call: Promise<unknown>, category: string, message: string | RegExp) {
  await t.rejects(call, { category, message }, title);
}

t.test('Get-ExchangeCertificate shows what each server has, in the three views of the facts', async (t) => {
  const shown = await lab.cmdlet('Get-ExchangeCertificate');
  t.match(shown.output, [
    { Subject: 'CN=Microsoft Exchange Server Auth Certificate', Services: 'SMTP', RootCAType: 'None' },
    { Subject: 'CN=owa.msxfaq.de', Services: 'IIS, SMTP', IsSelfSigned: false, Status: 'Valid' },
  ]);
  const [auth, tls] = shown.output as unknown as readonly Certificate[];
  t.equal(
    shown.table,
    [
      `${'Thumbprint'.padEnd(40)} Services Subject`,
      `${'-'.repeat(10).padEnd(40)} -------- -------`,
      `${auth?.Thumbprint} ....S..  CN=Microsoft Exchange Server Auth Certificate`,
      `${tls?.Thumbprint} ...WS..  CN=owa.msxfaq.de`,
    ].join('\n'),
  );
  const one = await lab.cmdlet('Get-ExchangeCertificate', { Thumbprint: auth?.Thumbprint });
  t.strictSame(
    one.text.split('\n').map((line) => line.split(' : ', 1)[0]?.trim()),
    'AccessRules,CertificateDomains,HasPrivateKey,IsSelfSigned,Issuer,NotAfter,NotBefore,PublicKeySize,RootCAType,SerialNumber,Services,Status,Subject,Thumbprint'.split(
      ',',
    ),
    'fl',
  );
  t.match(
    one.output[0],
    {
      FriendlyName: 'Microsoft Exchange Server Auth Certificate',
      Identity: `ex01.msxfaq.de\\${auth?.Thumbprint}`,
      PrivateKeyExportable: true,
      ServicesStringForm: '....S..',
      SignatureAlgorithm: 'sha256RSA',
      SubjectKeyIdentifier: /^[0-9A-F]{40}$/,
    },
    'what fl * adds',
  );
  const thumbprint = auth?.Thumbprint ?? '';
  const pasted = `\u200e${thumbprint.toLowerCase().replace(/(..)/g, '$1 ')}`;
  t.equal((await run('Get-ExchangeCertificate', { Thumbprint: pasted })).Thumbprint, thumbprint, 'as copied');
  t.match(await run('Get-ExchangeCertificate', { Identity: `EX02\\${thumbprint}` }), {
    Identity: `ex02.msxfaq.de\\${thumbprint}`,
  });
  t.equal((await run('Get-ExchangeCertificate', { DomainName: 'HYBRID.msxfaq.de' })).Thumbprint, tls?.Thumbprint);
  t.strictSame((await lab.cmdlet('Get-ExchangeCertificate', { DomainName: 'x.example' })).output, []);
  await refused(
    t,
    'unknown',
    run('Get-ExchangeCertificate', { Thumbprint: 'abc', Server: 'ex02.msxfaq.de' }),
    'ObjectNotFound',
    'A special Rpc error occurs on server EX02: The certificate with thumbprint ABC was not found.',
  );
  await refused(t, 'no server', run('Get-ExchangeCertificate', { Server: 'EX09' }), 'ObjectNotFound', /'EX09'/);
});

t.test('what openssl reads in a new certificate is what was asked for', async (t) => {
  const made = await make({
    SubjectName: 'CN=mail.msxfaq.de, O="Netz, Werk", C=DE',
    DomainName: 'mail.msxfaq.de, *.msxfaq.de',
    IncludeAutoDiscover: true,
    IncludeServerFQDN: true,
    IncludeServerNetBIOSName: true,
    KeySize: 4096,
    SubjectKeyIdentifier: '0a0b0c0d',
    FriendlyName: 'Mail',
    Server: 'EX02',
  });
  t.match(made, { FriendlyName: 'Mail', PublicKeySize: 4096, PrivateKeyExportable: false, Services: 'None' });
  t.match(made, { SubjectKeyIdentifier: '0A0B0C0D', Identity: `ex02.msxfaq.de\\${made.Thumbprint}` });
  writeFileSync(inFolder('made.cer'), Buffer.from(String(made.RawData), 'base64'));
  const text = openssl('x509', '-inform', 'DER', '-in', 'made.cer', '-noout', '-text', '-fingerprint', '-sha1');
  const tail = 'DNS:autodiscover.msxfaq.de, DNS:autodiscover.msxfaq.mail.onmicrosoft.com, DNS:ex02.msxfaq.de, DNS:EX02';
  t.match(text, `DNS:mail.msxfaq.de, DNS:*.msxfaq.de, ${tail}\n`);
  t.match(text, /Subject: C *= *DE, O *= *"Netz, Werk", CN *= *mail\.msxfaq\.de/);
  t.match(text, /Subject Key Identifier: *\n *0A:0B:0C:0D/);
  t.equal(/Fingerprint=(.*)/.exec(text)?.[1]?.replaceAll(':', ''), made.Thumbprint);
  t.equal((await lab.cmdlet('Get-ExchangeCertificate')).output.length, 2, 'EX01 has it not');
  const domains = async (DomainName?: unknown) =>
    (await make({ SubjectName: 'CN=x', KeySize: 1024, ...(DomainName === undefined ? {} : { DomainName }) }))
      .CertificateDomains;
  t.strictSame(await domains('@()'), [], 'none');
  t.strictSame(await domains([]), [], 'none from JSON');
  t.strictSame(await domains('fabrikam.com'), ['fabrikam.com']);
  t.strictSame(await domains('*.msxfaq.de'), ['*.msxfaq.de']);
  t.match(await run('New-ExchangeCertificate', { KeySize: 1024, Force: true, Server: 'EX02' }), {
    Subject: 'CN=EX02',
    Services: 'IMAP, POP, SMTP',
    FriendlyName: 'Microsoft Exchange',
  });
  const wrong: readonly (readonly [object, RegExp])[] = [
    [{ KeySize: 3072 }, /^\[lab\] -KeySize is 1024, 2048, 4096; not 3072\.$/],
    [{ SubjectName: 'mail' }, /^\[lab\] -SubjectName 'mail' is no distinguished name/],
    [{ DomainName: 'a b' }, /^\[lab\] -DomainName: 'a b' is no domain name\.$/],
    [{ FriendlyName: 'x'.repeat(64) }, /less than 64/],
    [{ SubjectKeyIdentifier: 'xyz' }, /^\[lab\] -SubjectKeyIdentifier/],
    [{ BinaryEncoded: true }, /Parameter set cannot be resolved/],
  ];
  for (const [parameters, message] of wrong) {
    await refused(t, JSON.stringify(parameters), make(parameters), 'InvalidArgument', message);
  }
  t.strictSame((await lab.cmdlet('New-ExchangeCertificate', { WhatIf: true })).output, []);
});

t.test(
  'New-ExchangeCertificate asks in Exchange’s words before the default SMTP certificate is replaced',
  async (t) => {
    const asked = await labs.start('asked');
    const isDefault = (thumbprint: string) =>
      refused(
        t,
        'it is',
        run('Remove-ExchangeCertificate', { Thumbprint: thumbprint, Confirm: false }, [], asked),
        'InvalidOperation',
        /default SMTP/,
      );
    const wish = { DomainName: [], KeySize: 1024 };
    const error = await asked.cmdlet('New-ExchangeCertificate', wish).then(
      () => undefined,
      (caught: { readonly prompt: { readonly message: string } }) => caught,
    );
    const date = String.raw`\d+/\d+/\d{4} \d+:\d\d:\d\d [AP]M`;
    const question = new RegExp(
      String.raw`^Overwrite the existing default SMTP certificate\?\n\nCurrent certificate: '([0-9A-F]{40})' \(expires ${date}\)\nReplace it with certificate: '([0-9A-F]{40})' \(expires ${date}\)$`,
    );
    const [, current = '', replacement] = question.exec(error?.prompt.message ?? '') ?? [];
    await isDefault(current);
    const kept = await run('New-ExchangeCertificate', wish, ['N'], asked);
    t.equal(kept.Thumbprint, replacement, 'the one that the question named');
    t.equal(kept.Services, 'IMAP, POP, SMTP');
    await isDefault(current);
    const replacing = await run('New-ExchangeCertificate', wish, ['Y'], asked);
    t.not(replacing.Thumbprint, replacement, 'another call makes another');
    await isDefault(replacing.Thumbprint);
    await isDefault((await run('New-ExchangeCertificate', { ...wish, Force: true }, [], asked)).Thumbprint);
    t.match(
      await run('New-ExchangeCertificate', { ...wish, Services: 'POP' }, [], asked),
      { Services: 'POP' },
      'not asked',
    );
    await run('Enable-ExchangeCertificate', { Thumbprint: kept.Thumbprint, Services: 'SMTP,IIS' }, ['N'], asked);
    t.match(await run('Get-ExchangeCertificate', { Thumbprint: kept.Thumbprint }, [], asked), {
      Services: 'IMAP, POP, IIS, SMTP',
    });
    t.match(
      await run('Get-ExchangeCertificate', { Thumbprint: current }, [], asked),
      { Services: 'SMTP' },
      'one has IIS',
    );
    await run('Enable-ExchangeCertificate', { Thumbprint: kept.Thumbprint, Services: 'SMTP' }, ['Y'], asked);
    await isDefault(kept.Thumbprint);
  },
);

t.test('PFX files of openssl come in, old and new ways to encrypt, and ours are read by openssl', async (t) => {
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'own.key', '-out', 'own.crt', '-subj', '/CN=own');
  openssl(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    'ec.key',
    '-out',
    'ec.crt',
    '-subj',
    '/CN=ec',
  );
  const pack = (out: string, password: string, from: string, ...more: readonly string[]) =>
    openssl(
      'pkcs12',
      '-export',
      '-in',
      `${from}.crt`,
      '-inkey',
      `${from}.key`,
      '-out',
      out,
      '-passout',
      `pass:${password}`,
      ...more,
    );
  const legacy = ['-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'];
  const modern = ['-keypbe', 'AES-256-CBC', '-certpbe', 'AES-256-CBC', '-macalg', 'sha256'];
  const files: readonly (readonly [name: string, password: string, options: readonly string[]])[] = [
    ['legacy.pfx', 'Pa$$w0rd', legacy],
    ['modern.pfx', 'Pa$$w0rd', modern],
    ['umlaut.pfx', 'Größe', modern],
    ['umlaut-legacy.pfx', 'Größe', legacy],
    ['default.pfx', '', []],
  ];
  for (const [name, password, options] of files) {
    pack(name, password, 'own', ...options);
    const imported = await run('Import-ExchangeCertificate', {
      FileData: base64(name),
      Password: password,
      PrivateKeyExportable: true,
    });
    t.match(imported, { Subject: 'CN=own', HasPrivateKey: true, PrivateKeyExportable: true, Services: 'None' }, name);
    await refused(
      t,
      'twice',
      run('Import-ExchangeCertificate', { FileData: base64(name), Password: password }),
      'ResourceExists',
      /already/,
    );
    const exported = await run('Export-ExchangeCertificate', {
      Thumbprint: imported.Thumbprint,
      BinaryEncoded: true,
      Password: password || 'x',
    });
    writeFileSync(inFolder('ours.pfx'), Buffer.from(String(exported.FileData), 'base64'));
    const key = openssl('pkcs12', '-in', 'ours.pfx', '-nocerts', '-nodes', '-passin', `pass:${password || 'x'}`);
    writeFileSync(inFolder('ours.key'), key);
    t.equal(
      openssl('pkey', '-in', 'ours.key', '-pubout'),
      openssl('pkey', '-in', 'own.key', '-pubout'),
      `${name}: key`,
    );
    await run('Remove-ExchangeCertificate', { Thumbprint: imported.Thumbprint }, ['Y']);
  }
  await refused(
    t,
    'password',
    run('Import-ExchangeCertificate', { FileData: base64('modern.pfx'), Password: 'y' }),
    'InvalidArgument',
    '[lab] The password is not that of the file.',
  );
  await refused(
    t,
    'umlaut',
    run('Import-ExchangeCertificate', { FileData: base64('umlaut.pfx'), Password: 'ä' }),
    'InvalidArgument',
    '[lab] The password is not that of the file.',
  );
  for (const nothing of ['AAAA', Buffer.from('MIIB').toString('base64'), Buffer.from('no file').toString('base64')]) {
    await refused(
      t,
      nothing,
      run('Import-ExchangeCertificate', { FileData: nothing }),
      'InvalidArgument',
      /^\[lab\] -FileData holds no certificate/,
    );
  }
  await refused(
    t,
    'a path',
    run('Import-ExchangeCertificate', { FileData: 'C:\\own.pfx' }),
    'InvalidArgument',
    /never a path/,
  );
  pack('ec.pfx', 'x', 'ec');
  const elliptic = await run('Import-ExchangeCertificate', {
    FileData: base64('ec.pfx'),
    Password: 'x',
    PrivateKeyExportable: true,
  });
  t.match(elliptic, { HasPrivateKey: true, PublicKeySize: null, SignatureAlgorithm: 'sha256ECDSA' });
  await refused(
    t,
    'EC',
    run('Export-ExchangeCertificate', { Thumbprint: elliptic.Thumbprint, Password: 'x' }),
    'InvalidOperation',
    /no RSA key/,
  );
  openssl('x509', '-in', 'ec.crt', '-out', 'two.crt');
  writeFileSync(
    inFolder('two.crt'),
    readFileSync(inFolder('ec.crt'), 'utf8') + readFileSync(inFolder('own.crt'), 'utf8'),
  );
  await refused(
    t,
    'two',
    run('Import-ExchangeCertificate', { FileData: base64('two.crt') }),
    'InvalidArgument',
    /holds 2 certificates/,
  );
});

t.test('a certificate without its key is held, and says so where a key is needed', async (t) => {
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'bare.key',
    '-out',
    'bare.crt',
    '-subj',
    '/CN=bare',
  );
  openssl('x509', '-in', 'bare.crt', '-outform', 'DER', '-out', 'bare.cer');
  const imported = await run('Import-ExchangeCertificate', { FileData: base64('bare.cer') });
  const { Thumbprint } = imported;
  t.match(imported, { HasPrivateKey: false, Subject: 'CN=bare' });
  const missing = `A special Rpc error occurs on server EX01: The certificate with thumbprint ${Thumbprint} was found but is not valid for use with Exchange Server (reason: PrivateKeyMissing).`;
  await refused(
    t,
    'enable',
    run('Enable-ExchangeCertificate', { Thumbprint, Services: 'IIS' }),
    'InvalidOperation',
    missing,
  );
  await refused(t, 'auth', run('Set-AuthConfig', { CertificateThumbprint: Thumbprint }), 'InvalidOperation', missing);
  await refused(
    t,
    'export',
    run('Export-ExchangeCertificate', { Thumbprint, Password: 'x' }),
    'InvalidOperation',
    /no private key/,
  );
  openssl('pkcs12', '-export', '-in', 'bare.crt', '-inkey', 'bare.key', '-out', 'bare.pfx', '-passout', 'pass:x');
  t.match(await run('Import-ExchangeCertificate', { FileData: base64('bare.pfx'), Password: 'x' }), {
    Thumbprint,
    HasPrivateKey: true,
  });
  await refused(
    t,
    'not exportable',
    run('Export-ExchangeCertificate', { Thumbprint, Password: 'x' }),
    'InvalidOperation',
    /not exportable/,
  );
  await refused(
    t,
    'no password',
    run('Export-ExchangeCertificate', { Thumbprint: (await run('Get-AuthConfig')).CurrentCertificateThumbprint }),
    'InvalidOperation',
    /-Password is needed/,
  );
});

t.test(
  'an auth certificate taken from a server or brought back is said to count later, another one is not',
  async (t) => {
    const { CurrentCertificateThumbprint: current } = await run('Get-AuthConfig');
    await lab.cmdlet('iisreset');
    const warnings = async (name: string, parameters: object) =>
      (await lab.cmdlet(name, { ...parameters }, { answers: ['Y'] })).warnings?.join() ?? '';
    const password = { Password: 'x' };
    const { FileData } = await run('Export-ExchangeCertificate', {
      Thumbprint: current,
      BinaryEncoded: true,
      ...password,
    });
    const test = async (parameters: object = {}) =>
      (
        await run('Test-OAuthConnectivity', {
          Service: 'EWS',
          TargetUri: 'https://outlook.office365.com/ews/exchange.asmx',
          Mailbox: 'user2@msxfaq.de',
          ...parameters,
        })
      ).ResultType;
    t.equal(await test(), 'Success', 'the servers load what there is');
    const late = /^\[lab\] takes effect after .*iisreset does it at once\.$/;
    t.match(await warnings('Remove-ExchangeCertificate', { Thumbprint: current }), late);
    t.equal(await test(), 'Success', 'as the server has loaded it');
    t.equal(await test({ ReloadConfig: true }), 'Error');
    t.match(await warnings('Import-ExchangeCertificate', { FileData, PrivateKeyExportable: true, ...password }), late);
    t.equal(await test(), 'Error', 'as the server has loaded it');
    t.equal(await test({ ReloadConfig: true }), 'Success');
    const { Thumbprint } = await make();
    t.equal(await warnings('Remove-ExchangeCertificate', { Thumbprint }), '');
  },
);

t.test('a request is one that openssl verifies, and its answer completes it', async (t) => {
  const asked = {
    GenerateRequest: true,
    SubjectName: 'CN=mail.msxfaq.de',
    DomainName: 'mail.msxfaq.de',
    FriendlyName: 'Mail',
    PrivateKeyExportable: true,
  };
  const { text } = await lab.cmdlet('New-ExchangeCertificate', asked);
  writeFileSync(inFolder('mail.csr'), text);
  const read = openssl('req', '-in', 'mail.csr', '-noout', '-text', '-verify');
  t.match(read, /Subject: CN *= *mail\.msxfaq\.de/);
  t.match(read, 'DNS:mail.msxfaq.de');
  const pending = (await lab.cmdlet('Get-ExchangeCertificate')).output.find(
    ({ Status }) => Status === 'PendingRequest',
  );
  t.match(pending, { Subject: 'CN=mail.msxfaq.de', HasPrivateKey: true, CertificateRequest: `${text}\n` });
  const binary = await run('New-ExchangeCertificate', { ...asked, BinaryEncoded: true, KeySize: 1024 });
  writeFileSync(inFolder('binary.csr'), Buffer.from(String(binary.FileData), 'base64'));
  openssl('req', '-inform', 'DER', '-in', 'binary.csr', '-noout', '-verify');
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'ca.key', '-out', 'ca.crt', '-subj', '/CN=ca');
  openssl(
    'x509',
    '-req',
    '-in',
    'mail.csr',
    '-CA',
    'ca.crt',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-out',
    'mail.crt',
    '-days',
    '30',
  );
  openssl('crl2pkcs7', '-nocrl', '-certfile', 'mail.crt', '-certfile', 'ca.crt', '-outform', 'DER', '-out', 'mail.p7b');
  const answer = await run('Import-ExchangeCertificate', { FileData: base64('mail.p7b') });
  t.match(answer, {
    HasPrivateKey: true,
    FriendlyName: 'Mail',
    PrivateKeyExportable: true,
    Status: 'Untrusted',
    RootCAType: 'Unknown',
    Issuer: 'CN=ca',
  });
  const left = (await lab.cmdlet('Get-ExchangeCertificate')).output.map(({ Thumbprint }) => Thumbprint);
  t.notOk(left.includes(pending?.Thumbprint ?? ''), 'the request is answered');
});

t.test('over HTTP bytes are base64, and a question without an answer is a conflict that names it', async (t) => {
  const post = async (name: string, parameters: object, answers: readonly string[] = []) => {
    const response = await fetch(`${lab.control.url}/api/cmdlets/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ parameters, answers }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const made = await post('New-ExchangeCertificate', { DomainName: [], KeySize: 1024, PrivateKeyExportable: true });
  t.match(made, {
    status: 409,
    body: { error: { category: 'ConfirmationRequired', message: /Overwrite the existing/ } },
  });
  const kept = await post('New-ExchangeCertificate', { DomainName: [], KeySize: 1024, PrivateKeyExportable: true }, [
    'N',
  ]);
  const [{ Thumbprint }] = kept.body.output as [{ Thumbprint: string }];
  const exported = await post('Export-ExchangeCertificate', { Thumbprint, Password: 'x' });
  const [{ FileData }] = exported.body.output as [{ FileData: string }];
  t.match(await post('Remove-ExchangeCertificate', { Thumbprint }), { status: 409 });
  t.match(await post('Remove-ExchangeCertificate', { Thumbprint, Confirm: false }), { status: 200 });
  t.match(await post('Get-ExchangeCertificate', { Thumbprint }), { status: 404 });
  const back = await post('Import-ExchangeCertificate', { FileData, Password: 'x' });
  t.match(back.body, { output: [{ Thumbprint, HasPrivateKey: true }] });
});

t.test('a certificate that no server has any more leaves the disk with the next start', async (t) => {
  const dataDir = inFolder('swept');
  const first = await labs.start('swept');
  const initial = (await run('Get-AuthConfig', {}, [], first)).CurrentCertificateThumbprint;
  const { Thumbprint } = await run('New-ExchangeCertificate', { Services: 'None', KeySize: 1024 }, [], first);
  const manifest = () => readFileSync(join(dataDir, 'certs', 'manifest.json'), 'utf8');
  await run('Remove-ExchangeCertificate', { Thumbprint, Confirm: false }, [], first);
  await run('Remove-ExchangeCertificate', { Thumbprint: initial, Confirm: false }, [], first);
  await run('Remove-ExchangeCertificate', { Thumbprint: initial, Server: 'EX02', Confirm: false }, [], first);
  t.match(manifest(), `exchange-${Thumbprint}.key`, 'not while the lab runs');
  await first.scenarios.reset();
  t.match(await run('Get-ExchangeCertificate', { Thumbprint: initial }, [], first), { HasPrivateKey: true });
  await first.close();
  const again = await labs.reopen('swept');
  t.notMatch(manifest(), Thumbprint);
  t.match(manifest(), `exchange-${initial}.key`);
  await again.close();
});

t.test(
  'a renewal as the admin center does it makes another certificate of the same names, and changes nothing else',
  async (t) => {
    const one = await labs.start('renewed');
    const shell = one.shell();
    const { errors } = await shell.run(
      [
        '$t = (Get-AuthConfig).CurrentCertificateThumbprint',
        '$n = Get-ExchangeCertificate -Thumbprint $t | New-ExchangeCertificate',
      ].join('\n'),
      { answers: ['N'] },
    );
    t.strictSame(errors, []);
    const [config] = (await one.cmdlet('Get-AuthConfig')).output;
    const all = (await one.cmdlet('Get-ExchangeCertificate')).output;
    const [old, fresh, ...others] = all.filter(
      ({ Subject }) => Subject === 'CN=Microsoft Exchange Server Auth Certificate',
    );
    t.equal(others.length, 0);
    t.equal(config?.CurrentCertificateThumbprint, old?.Thumbprint, 'the auth config keeps the old one');
    t.equal(config?.NextCertificateThumbprint, null);
    const names = ['Subject', 'Services', 'CertificateDomains', 'PublicKeySize', 'FriendlyName'] as const;
    for (const name of names) t.strictSame(fresh?.[name], old?.[name], name);
    t.not(fresh?.Thumbprint, old?.Thumbprint);
    const [onOther] = (await one.cmdlet('Get-ExchangeCertificate', { Server: 'EX02', Thumbprint: old?.Thumbprint }))
      .output;
    t.equal(onOther?.Thumbprint, old?.Thumbprint);
    await t.rejects(one.cmdlet('Get-ExchangeCertificate', { Server: 'EX02', Thumbprint: fresh?.Thumbprint }), {
      message: /was not found/,
    });
    await one.close();
  },
);

t.test('no lab of these made a mistake of its own', async (t) => {
  t.strictSame(labs.defects, []);
});
