import { partnerHosts, type World } from '../directory/world.js';
import { lyncApplicationId, sharePointApplicationId } from '../protocol/well-known.js';
import type { SigningIdentity } from '../tokens/signer.js';

/**
 * A server of the organisation that is no Exchange and asks no auth server: it signs its tokens itself, and trusts whom it
 * reads in a metadata document (seed page, first chapter; facts/oauth-inbound §3.4).
 */
export interface LabPartner {
  /** As Invoke-LabPartner calls it. */
  readonly name: PartnerName;
  readonly product: string;
  readonly applicationId: string;
  readonly host: string;
  /** NetBIOS name of its server. */
  readonly server: string;
  /** The realm it speaks for: the organisation's domain. */
  readonly realm: string;
  /** Its signing certificate, made when it is first asked for. */
  readonly signing: () => Promise<SigningIdentity>;
}

export const partnerNames = ['sfb', 'sharepoint'] as const;
export type PartnerName = (typeof partnerNames)[number];

const products: Readonly<Record<PartnerName, Pick<LabPartner, 'product' | 'applicationId' | 'server'>>> = {
  sfb: { product: 'Skype for Business', applicationId: lyncApplicationId, server: 'SFB01' },
  sharepoint: { product: 'SharePoint', applicationId: sharePointApplicationId, server: 'SP01' },
};

/** The partners of a world. */
export function partnersOf(
  world: World,
  signingOf: (name: PartnerName, host: string) => LabPartner['signing'],
): readonly LabPartner[] {
  return partnerNames.map((name) => {
    const host = partnerHosts(world)[name];
    return { name, host, realm: world.domain, ...products[name], signing: signingOf(name, host) };
  });
}
