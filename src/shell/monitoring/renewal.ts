import { formatDateTime } from '../../connectivity/culture.js';
import { type CmdletContext, CmdletError, type HostLine } from '../cmdlet.js';
import { importToServers } from './certificate-copies.js';
import { newAuthCertificate } from './new-auth-certificate.js';
import type { RenewalPlan } from './renewal-plan.js';

/** The actions of facts/oauth-outbound-admin §4.3, by the cmdlets that an admin would type; what is written is of §4.4. */
export async function renew(
  plan: RenewalPlan,
  { lifetimeInDays, hybrid }: { readonly lifetimeInDays: number; readonly hybrid: boolean },
  context: CmdletContext,
): Promise<readonly HostLine[]> {
  if (plan.kind === 'import') return importToServers(plan, context);
  try {
    const effective = await configure(plan, lifetimeInDays, context);
    return hybrid ? hybridSuccess(effective, context) : [success];
  } catch (error) {
    if (!(error instanceof CmdletError)) throw error;
    return [issue, { text: `[lab] ${error.message.replace(/^\[lab\] /, '')}`, color: 'Red' }];
  }
}

/** Gives the moment at which the new certificate becomes the current one. */
async function configure(
  plan: Exclude<RenewalPlan, { kind: 'import' }>,
  lifetimeInDays: number,
  context: CmdletContext,
): Promise<number> {
  const thumbprint = await newAuthCertificate(context, lifetimeInDays);
  const effective = plan.kind === 'replace' ? context.clock.now() : plan.effectiveDate;
  await context.invoke('Set-AuthConfig', {
    NewCertificateThumbprint: thumbprint,
    NewCertificateEffectiveDate: new Date(effective),
    Force: true,
  });
  if (plan.kind === 'replace') {
    await context.invoke('Set-AuthConfig', { PublishCertificate: true });
    await context.invoke('Set-AuthConfig', { ClearPreviousCertificate: true });
  }
  if (plan.kind === 'replace' || plan.atOnce)
    await context.invoke('Restart-Service', { Name: 'MSExchangeServiceHost' });
  if (plan.kind === 'replace') {
    await context.invoke('Restart-WebAppPool', { Name: 'MSExchangeOWAAppPool' });
    await context.invoke('Restart-WebAppPool', { Name: 'MSExchangeECPAppPool' });
  }
  return effective;
}

const success: HostLine = { text: 'The renewal action was successfully performed', color: 'Green' };

const issue: HostLine = {
  text: 'There was an issue while performing the appropriate action - please check the verbose script log for more details.',
  color: 'Red',
};

function hybridSuccess(effective: number, { culture }: CmdletContext): readonly HostLine[] {
  return [
    {
      text: `${success.text} - the new Auth Certificate will become active on: ${formatDateTime(effective, culture)}`,
      color: 'Green',
    },
    {
      text: 'Please ensure to run the Hybrid Configuration Wizard (HCW) as soon as the new Auth Certificate becomes active.',
      color: 'Yellow',
    },
  ];
}
