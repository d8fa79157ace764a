import { publishNext } from '../../directory/auth-config.js';
import { requireAuthCertificate } from '../auth-certificate.js';
import { type ChangeOfAuthConfig, changeAuthConfig } from '../auth-config-change.js';
import { type BoundParameters, type Cmdlet, type CmdletContext, CmdletError, delayedEffect } from '../cmdlet.js';
import { confirmPrompt } from '../prompt.js';
import { domainControllerParameter, serverParameter } from '../server-certificates.js';

const current = 'CurrentCertificateParameter';
const next = 'NewCertificateParameter';
const publish = 'PublishAuthCertificateParameter';
const settings = 'AuthConfigSettings';

/** The effective date may lie so far back (facts/oauth-inbound §5). */
const latitude = 5 * 60 * 1000;
/** Sooner than that, it is asked whether the certificate will have reached every server (facts/oauth-outbound-admin §3.2). */
const replicationTime = 48 * 60 * 60 * 1000;

/** Set-AuthConfig: sets and states of facts/oauth-outbound-admin §3.2. */
export const setAuthConfig: Cmdlet = {
  name: 'Set-AuthConfig',
  synopsis: 'Says which certificate the organisation signs with, now and next.',
  examples: [
    'Set-AuthConfig -NewCertificateThumbprint 5113ae0233a72fccb75b1d0198628675333d010e -NewCertificateEffectiveDate (Get-Date).AddHours(49)',
    'Set-AuthConfig -PublishCertificate',
    'Set-AuthConfig -ClearPreviousCertificate',
  ],
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  defaultParameterSet: settings,
  parameters: [
    {
      name: 'CertificateThumbprint',
      type: 'String',
      mandatory: true,
      sets: [current],
      help: 'The certificate that is to be the current one at once.',
    },
    { name: 'NewCertificateThumbprint', type: 'String', sets: [next], help: 'The certificate that is to be next.' },
    { name: 'NewCertificateEffectiveDate', type: 'DateTime', sets: [next], help: 'When it becomes the current one.' },
    {
      name: 'PublishCertificate',
      type: 'SwitchParameter',
      sets: [publish],
      help: 'The next one is current from now on.',
    },
    { name: 'ClearPreviousCertificate', type: 'SwitchParameter', sets: [publish], help: 'Forget the previous one.' },
    {
      name: 'SkipImmediateCertificateDeployment',
      type: 'SwitchParameter',
      sets: [current, next],
      help: 'Do not copy the certificate to the other servers at once.',
    },
    { ...serverParameter, sets: [current, next] },
    { name: 'Force', type: 'SwitchParameter', sets: [current, next, publish], help: 'Ask nothing.' },
    { name: 'Realm', type: 'String', sets: [settings], help: 'The realm that the organisation speaks for.' },
    { name: 'ServiceName', type: 'String', sets: [settings], help: 'The application id that it goes by.' },
    domainControllerParameter,
  ],
  async run(parameters, context) {
    const planned = await plan(parameters, context);
    if (!planned || !(await context.shouldProcess({ target: 'Auth Configuration' }))) return { output: [] };
    await changeAuthConfig(context, planned.change);
    const touchesCertificate = ['CertificateThumbprint', 'NewCertificateThumbprint', 'PublishCertificate'];
    if (
      touchesCertificate.some((name) => parameters[name] !== undefined && parameters[name] !== false) &&
      parameters.SkipImmediateCertificateDeployment !== true
    ) {
      await context.serviceHost.deployCertificates();
    }
    return { output: [], warnings: [...planned.warnings, ...delayedEffect(context)] };
  },
};

interface Plan {
  readonly change: ChangeOfAuthConfig;
  readonly warnings: readonly string[];
}

/** What is to be done, with its questions already asked; undefined when the answer was No. */
async function plan(parameters: BoundParameters, context: CmdletContext): Promise<Plan | undefined> {
  const { CertificateThumbprint: thumbprint, Server: server } = parameters;
  if (thumbprint !== undefined) {
    const { certificate, warnings } = requireAuthCertificate(context, thumbprint, server);
    return { change: (config) => ({ ...config, currentCertificateThumbprint: certificate }), warnings };
  }
  if (parameters.NewCertificateThumbprint !== undefined || parameters.NewCertificateEffectiveDate !== undefined) {
    return planNext(parameters, context);
  }
  if (parameters.PublishCertificate === true || parameters.ClearPreviousCertificate === true) {
    return { change: publishing(parameters, context), warnings: [] };
  }
  const { Realm: realm, ServiceName: serviceName } = parameters;
  return {
    change: (config) => ({
      ...config,
      ...(realm === undefined ? {} : { realm: String(realm) }),
      ...(serviceName === undefined ? {} : { serviceName: String(serviceName) }),
    }),
    warnings: [],
  };
}

async function planNext(parameters: BoundParameters, context: CmdletContext): Promise<Plan | undefined> {
  const { NewCertificateThumbprint: given, NewCertificateEffectiveDate: date, Server: server } = parameters;
  const thumbprint = given ?? context.state.state.organization.authConfig.nextCertificateThumbprint;
  if (!(date instanceof Date) || thumbprint === '') {
    const missing = thumbprint === '' ? 'NewCertificateThumbprint' : 'NewCertificateEffectiveDate';
    throw new CmdletError('InvalidArgument', `[lab] -${missing} is missing: a next certificate needs both.`);
  }
  const { certificate, warnings } = requireAuthCertificate(context, thumbprint, server);
  if (!(await confirmDate(date, parameters.Force === true, context))) return undefined;
  const change: ChangeOfAuthConfig = (config) => ({
    ...config,
    nextCertificateThumbprint: certificate,
    nextCertificateEffectiveDate: date.toISOString(),
  });
  return { change, warnings };
}

async function confirmDate(date: Date, force: boolean, context: CmdletContext): Promise<boolean> {
  const ahead = date.getTime() - context.clock.now();
  if (ahead < -latitude) {
    throw new CmdletError(
      'InvalidArgument',
      `[lab] -NewCertificateEffectiveDate ${date.toISOString()} is past; it is ${new Date(context.clock.now()).toISOString()}.`,
    );
  }
  if (force || ahead >= replicationTime) return true;
  const question =
    '[lab] The effective date is less than 48 hours from now: the certificate may not have reached every server by then. Continue?';
  const answer = await context.ask(confirmPrompt('EffectiveDateWithin48Hours', question));
  return answer === 'Y' || answer === 'A';
}

/** Publish first, then clear, where both are asked for. */
function publishing({ PublishCertificate, ClearPreviousCertificate }: BoundParameters, context: CmdletContext) {
  const change: ChangeOfAuthConfig = (config) => {
    if (PublishCertificate === true && config.nextCertificateThumbprint === '') {
      throw new CmdletError(
        'InvalidOperation',
        '[lab] There is no next certificate to publish; name one with -NewCertificateThumbprint and -NewCertificateEffectiveDate.',
      );
    }
    const published = PublishCertificate === true ? publishNext(config, context.clock.now()) : config;
    return ClearPreviousCertificate === true ? { ...published, previousCertificateThumbprint: '' } : published;
  };
  return change;
}
