import type { Organization } from '../directory/organization.js';
import {
  globalThrottlingPolicy,
  type ThrottlingLimit,
  type ThrottlingPolicy,
  throttlingLimits,
} from '../directory/throttling-policy.js';
import { type BoundParameters, type CmdletContext, CmdletError, type ParameterDefinition } from './cmdlet.js';
import { objectNotFound } from './not-found.js';
import type { PowerShellObject } from './object.js';

/** What the cmdlets of throttling policies have in common. The lab has the one that counts for who has no other. */

/** The GUID at its end is another one in every organisation. */
const name = 'GlobalThrottlingPolicy_6c7d0f0e-4a0b-4d53-9d0f-2f6f1c5b7a19';

/** The greatest number that they take (learn.microsoft.com, New-ThrottlingPolicy: UInt32, or Unlimited). */
const greatest = 4_294_967_295;

const limits = Object.entries(throttlingLimits);

const helps: Readonly<Record<keyof typeof throttlingLimits, string>> = {
  EwsMaxConcurrency: 'Requests of one user that EWS works on at the same time, or Unlimited.',
  EwsMaxBurst: 'Milliseconds of work that a user of EWS has in store at most, or Unlimited.',
  EwsRechargeRate: 'Milliseconds of work that he gets back in an hour, or Unlimited.',
  EwsCutoffBalance: 'Milliseconds of work beyond the store, after which he is blocked, or Unlimited.',
  EwsMaxSubscriptions: 'Subscriptions to notifications that a user may have, or Unlimited.',
};

export const limitParameters: readonly ParameterDefinition[] = limits.map(([parameter]) => ({
  name: parameter,
  type: 'String',
  nullable: true,
  help: helps[parameter as keyof typeof throttlingLimits],
}));

export function policyOf({ throttlingPolicy }: Organization): ThrottlingPolicy {
  return throttlingPolicy ?? globalThrottlingPolicy;
}

/** Its name; throws CmdletError for another policy than the one there is. */
export function requirePolicy(identity: BoundParameters[string], context: CmdletContext): string {
  if (typeof identity === 'string' && identity.toLowerCase() !== name.toLowerCase()) {
    throw objectNotFound(identity, context);
  }
  return name;
}

export function throttlingPolicyObject(policy: ThrottlingPolicy): PowerShellObject {
  return {
    ThrottlingPolicyScope: 'Global',
    ...Object.fromEntries(limits.map(([property, key]) => [property, policy[key]])),
    Name: name,
    Identity: name,
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}

/** The policy with the limits that were given; `$null` is no limit (learn.microsoft.com, "EWS throttling in Exchange"). */
export function changedLimits(policy: ThrottlingPolicy, parameters: BoundParameters): ThrottlingPolicy {
  const given = limits.flatMap(([parameter, key]) => {
    const text = parameters[parameter];
    return typeof text === 'string' ? [[key, limitOf(parameter, text.trim())] as const] : [];
  });
  return { ...policy, ...Object.fromEntries(given) };
}

function limitOf(parameter: string, text: string): ThrottlingLimit {
  if (text === '' || text.toLowerCase() === 'unlimited') return 'Unlimited';
  const limit = Number(text);
  if (/^\d+$/.test(text) && limit <= greatest) return limit;
  throw new CmdletError('InvalidArgument', `[lab] -${parameter} takes Unlimited or a number from 0 to ${greatest}.`);
}
