import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { broughtUpToDate } from '../src/directory/later-parts.js';
import type { LabState } from '../src/directory/state.js';
import { startLab } from '../src/lab.js';
import { parseArguments } from '../src/shell/arguments.js';
import { type Cmdlet, CmdletError, type LabContext, type ParameterDefinition } from '../src/shell/cmdlet.js';
import { formatList } from '../src/shell/format.js';
import { answersFrom } from '../src/shell/interaction.js';
import { bindParameters } from '../src/shell/parameter-binder.js';
import { confirmPrompt } from '../src/shell/prompt.js';
import { runCmdlet } from '../src/shell/run-cmdlet.js';
import { freePorts, TestLabs } from './acceptance/labs.js';

const labs = new TestLabs('questions');
t.teardown(() => labs.close());
const lab = await labs.start('shared');

/** A cmdlet of which only the parameters matter. */
function cmdletWith(...parameters: readonly (Omit<ParameterDefinition, 'help'> & { help?: string })[]): Cmdlet {
  return {
    name: 'Set-Thing',
    synopsis: '',
    sessions: ['OnPremises'],
    parameters: parameters.map((parameter) => ({ help: '', ...parameter })),
    run: () => ({ output: [] }),
  };
}

function thrown(call: () => unknown): string {
  try {
    return `no error: ${JSON.stringify(call())}`;
  } catch (error) {
    return error instanceof CmdletError ? error.message : String(error);
  }
}

t.test('a value becomes what its parameter’s type says, or is refused in PowerShell’s words', async (t) => {
  const bound = (type: ParameterDefinition['type'], value: unknown) =>
    bindParameters(cmdletWith({ name: 'Value', type }), { Value: value }).Value;
  t.equal(bound('Int32', '4096'), 4096);
  t.equal(bound('Int32', 2048), 2048);
  for (const text of [
    '2026-11-25T13:30:00Z',
    '2026-11-25T13:30:00',
    '11/25/2026 1:30:00 PM',
    '2026-11-25T14:30:00+01:00',
  ]) {
    t.strictSame(bound('DateTime', text), new Date('2026-11-25T13:30:00Z'), text);
  }
  t.strictSame(bound('DateTime', '2026-11-25'), new Date('2026-11-25T00:00:00Z'));
  t.equal(bound('TimeSpan', '30.00:00:00'), 30 * 86_400_000);
  t.equal(bound('TimeSpan', '-01:30'), -90 * 60_000);
  t.equal(bound('TimeSpan', '2'), 2 * 86_400_000, 'a bare number is days, as .NET reads it');
  t.equal(bound('TimeSpan', '00:00:01.5'), 1500);
  t.equal(bound('TimeSpan', '1:13:00:00'), 37 * 3_600_000, 'days before a colon too, when seconds are there');
  t.equal(bound('TimeSpan', '00:13:00:00'), 13 * 3_600_000);
  t.strictSame(Buffer.from(bound('Byte[]', 'AQID') as Uint8Array), Buffer.from([1, 2, 3]));
  t.strictSame(Buffer.from(bound('Byte[]', [1, 2, 255]) as Uint8Array), Buffer.from([1, 2, 255]));
  t.strictSame(bound('Object[]', { a: 1 }), [{ a: 1 }]);
  const change = (value: unknown) =>
    (bound('MultiValuedProperty', value) as (old: readonly string[]) => unknown)(['a', 'b']);
  t.strictSame(change({ Add: 'c', remove: ['A'] }), ['b', 'c']);
  t.strictSame(change(['x']), ['x']);
  t.strictSame(change('$null'), []);
  const refused: readonly (readonly [ParameterDefinition['type'], unknown, RegExp])[] = [
    ['Int32', 'many', /Cannot convert value "many" to type "System\.Int32"/],
    ['DateTime', 'tomorrow', /was not recognized as a valid DateTime/],
    ['TimeSpan', 'a while', /was not recognized as a valid TimeSpan.*30\.00:00:00/],
    ['Byte[]', '/etc/passwd!', /the content itself, as base64 or as a list of bytes; never a path/],
    ['MultiValuedProperty', { Replace: 'a' }, /has the keys Add and Remove, not 'replace'/],
    ['Object[]', 'text', /Cannot convert text to an object; write it as @\{/],
    ['Object[]', "@{Id='1'}", /a command line hands it over as text: type it in the lab's shell/],
  ];
  for (const [type, value, message] of refused)
    t.match(
      thrown(() => bound(type, value)),
      message,
      type,
    );
});

t.test('parameter sets: what is given decides, and what fits none is refused', async (t) => {
  const cmdlet = {
    ...cmdletWith(
      { name: 'CertificateThumbprint', type: 'String', mandatory: true, sets: ['Current'] },
      { name: 'PublishCertificate', type: 'SwitchParameter', sets: ['Publish'] },
      { name: 'Realm', type: 'String', sets: ['Settings'] },
      { name: 'Force', type: 'SwitchParameter', sets: ['Current', 'Publish'] },
    ),
    defaultParameterSet: 'Settings',
  };
  const bind = (...argv: readonly string[]) => bindParameters(cmdlet, parseArguments(cmdlet, argv));
  t.strictSame(bind(), {});
  t.strictSame(bind('-PublishCertificate', '-Force'), { PublishCertificate: true, Force: true });
  t.strictSame(bind('-CertificateThumbprint', 'AB', '-Force'), { CertificateThumbprint: 'AB', Force: true });
  t.match(
    thrown(() => bind('-PublishCertificate', '-Realm', 'x')),
    /Parameter set cannot be resolved/,
  );
});

t.test('-WhatIf says what would be done, and -Confirm asks; Exchange’s Remove cmdlets ask without', async (t) => {
  const done: string[] = [];
  const cmdlet = (confirmImpact?: 'High'): Cmdlet => ({
    ...cmdletWith({ name: 'Identity', type: 'String', position: 0 }),
    name: 'Remove-Thing',
    supportsShouldProcess: true,
    ...(confirmImpact ? { confirmImpact } : {}),
    async run(_, context) {
      for (const target of ['one', 'two']) if (await context.shouldProcess({ target })) done.push(target);
      return { output: [] };
    },
  });
  const context = { session: 'OnPremises', culture: 'en-US' } as LabContext;
  const run = async (of: Cmdlet, given: object, ...answers: readonly string[]) => {
    done.length = 0;
    const outcome = await runCmdlet(of, { ...given }, context, answersFrom(answers));
    return { done: done.join(), text: outcome.text };
  };
  t.strictSame(await run(cmdlet(), {}), { done: 'one,two', text: '' });
  t.strictSame(await run(cmdlet(), { WhatIf: true }), {
    done: '',
    text: 'What if: Performing the operation "Remove-Thing" on target "one".\nWhat if: Performing the operation "Remove-Thing" on target "two".',
  });
  t.match(await run(cmdlet(), { Confirm: true }, 'y', 'N'), { done: 'one' });
  t.match(await run(cmdlet('High'), {}, 'A'), { done: 'one,two' }, 'Yes to All is asked once');
  t.match(await run(cmdlet('High'), {}, 'L'), { done: '' });
  t.match(await run(cmdlet('High'), {}, '', 'no'), { done: 'one' }, 'Enter is Yes');
  t.match(await run(cmdlet('High'), { Confirm: '$false' }), { done: 'one,two' });
  await t.rejects(run(cmdlet('High'), {}), {
    category: 'ConfirmationRequired',
    message: /Remove-Thing asks: Are you sure/,
  });
  t.equal(done.join(), '', 'without an answer nothing is done');
  await t.rejects(run(cmdlet('High'), {}, 'perhaps'), {
    category: 'InvalidArgument',
    message: /'perhaps' is no answer/,
  });
});

t.test('over HTTP a question without an answer is 409 and says what is asked', async (t) => {
  const call = async (body: object) => {
    const response = await fetch(`${lab.control.url}/api/cmdlets/Remove-AuthServer`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const [evoSts] = (await lab.cmdlet('Get-AuthServer')).output.filter(({ Type }) => Type === 'AzureAD');
  const parameters = { Identity: evoSts?.Name };
  const { status, body } = await call({ parameters });
  t.equal(status, 409);
  const question = `Are you sure you want to perform this action?\nPerforming the operation "Remove-AuthServer" on target "${evoSts?.Name}".`;
  t.match(body, {
    error: {
      category: 'ConfirmationRequired',
      session: 'OnPremises',
      message:
        /^Remove-AuthServer asks: Are you sure .*Send the answer in "answers" \(Y, A, N, L\), or -Confirm:\$false\.$/,
      prompt: { ...confirmPrompt('Remove-AuthServer', question) },
    },
  });
  const count = async () => (await lab.cmdlet('Get-AuthServer')).output.length;
  t.match(await call({ parameters, answers: ['N'] }), { status: 200 });
  t.equal(await count(), 2, 'No is an answer');
  t.match(await call({ parameters: { ...parameters, WhatIf: true } }), {
    status: 200,
    body: { host: [{ text: /^What if: Performing the operation "Remove-AuthServer"/ }] },
  });
  t.equal(await count(), 2);
  t.match(await call({ parameters, answers: ['Yes'] }), { status: 200 });
  t.equal(await count(), 1);
  await t.rejects(lab.cmdlet('Remove-AuthServer', { Identity: 'none' }, { answers: ['Y'] }), {
    message: /couldn't be found/,
  });
});

t.test('an object within an object prints as its type, or as what it holds', async (t) => {
  t.equal(formatList([{ Keys: [{ PSTypeName: 'Some.Type', A: 1 }] }]), 'Keys : {Some.Type}');
  t.equal(formatList([{ Value: { A: 1, B: true } }]), 'Value : @{A=1; B=True}');
});

t.test('a state file of an earlier version gets what it lacks, and keeps what it has', async (t) => {
  const started = await labs.start('older');
  await started.close();
  const file = join(labs.directory, 'older', 'state.json');
  const healthy = JSON.parse(readFileSync(file, 'utf8')) as LabState;
  const { clock: _clock, ...older } = structuredClone(healthy) as unknown as Record<string, unknown> & LabState;
  const organization = older.organization as unknown as Record<string, unknown>;
  delete organization.settingOverrides;
  const [server] = organization.servers as Record<string, unknown>[];
  delete server?.certificates;
  const [own, foreign] = older.tenants as unknown as Record<string, unknown>[];
  delete own?.intraOrganizationConnectors;
  delete foreign?.intraOrganizationConnectors;
  t.strictSame(broughtUpToDate(older as unknown as LabState, healthy), healthy);
  t.strictSame(foreign?.intraOrganizationConnectors, undefined, 'the file as read is left alone');
  writeFileSync(file, JSON.stringify(older));
  const again = await startLab({ ...freePorts, dataDir: join(labs.directory, 'older') });
  await again.close();
  t.strictSame(JSON.parse(readFileSync(file, 'utf8')), healthy);
});

t.test('the labs of this file made no mistake', async (t) => {
  t.strictSame(labs.defects, []);
});
