/** Outputs of cmdlets as customers send them. */

/** MSXFAQ, "OAuth mit Exchange": Get-AuthConfig as the page shows it, its line breaks lost. */
export const seedAuthConfig = String.raw`[PS] C:\>Get-AuthConfig RunspaceId : 63f481db-71dd-4989-a094-faaa15ef7100 CurrentCertificateThumbprint : 03C46B33F33B00B5ABEF123456721E0463412B9C PreviousCertificateThumbprint : NextCertificateThumbprint : NextCertificateEffectiveDate : ServiceName : 00000002-0000-0ff1-ce00-000000000000 Realm : DeploymentId : IssuerIdentifier : Name : Auth Configuration AdminDisplayName : ExchangeVersion : 0.20 (15.0.0.0) DistinguishedName : CN=Auth Configuration,CN=MSXFAQ,CN=Microsoft Exchange,CN=Services,CN=Configuration,DC=msxfaq,DC=de Identity : Auth Configuration Guid : 945453c1-64fe-4f00-8b16-c104448502be ObjectCategory : msxfaq.de/Configuration/Schema/ms-Exch-Auth-Auth-Config ObjectClass : {top, container, msExchContainer, msExchAuthAuthConfig} WhenChanged : 24.04.2013 14:13:57 WhenCreated : 24.04.2013 14:13:56 WhenChangedUTC : 24.04.2013 12:13:57 WhenCreatedUTC : 24.04.2013 12:13:56 OrganizationId : Id : Auth Configuration OriginatingServer : DC01.msxfaq.de IsValid : True ObjectState : Unchanged`;

/** The same page: Get-ExchangeCertificate of the thumbprint. */
export const seedCertificate = String.raw`[PS] C:\>Get-ExchangeCertificate -Thumbprint 03C46B33F33B00B5ABEF123456721E0463412B9C| fl AccessRules : CertificateDomains : {Federation} HasPrivateKey : True IsSelfSigned : True Issuer : CN=Federation NotAfter : 11.01.2017 15:42:32 NotBefore : 11.01.2012 15:42:32 PublicKeySize : 2048 RootCAType : None SerialNumber : 73529A9ABCDEF3894C43135E40BA7353 Services : SMTP Status : Valid Subject : CN=Federation Thumbprint : 03C46B33F33B00B5ABEF123456721E0463412B9C`;

/** A customer whose hybrid is not healthy: Exchange 2019 at Contoso. Property names and order are Exchange's (facts/oauth-outbound-admin §3). */
export const contosoTenant = '0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0';

export const contosoThumbprints = {
  current: 'E1BDF9AE58C93C75E76C9DD882138FB8FF0FA786',
  next: 'BC6BF924D6EF046E64F8D1987DC1D7D2F4C0042A',
  web: '0A1B2C3D4E5F60718293A4B5C6D7E8F901234567',
} as const;

/** By file name. `dates` are those of the current certificate. */
export function contosoExport(
  dates: { readonly notBefore: string; readonly notAfter: string } = {
    notBefore: '1/4/2024 3:36:25 PM',
    notAfter: '1/4/2044 3:36:25 PM',
  },
): Readonly<Record<string, string>> {
  return {
    'Get-AcceptedDomain.txt': `
[PS] C:\\>Get-AcceptedDomain | fl

DomainName                 : contoso.mail.onmicrosoft.com
CatchAllRecipientID        :
DomainType                 : Authoritative
MatchSubDomains            : False
Default                    : False
Name                       : contoso.mail.onmicrosoft.com
Guid                       : 5f6e7d8c-9b0a-4f1e-8d2c-3b4a59687716
IsValid                    : True

DomainName                 : contoso.com
CatchAllRecipientID        :
DomainType                 : Authoritative
MatchSubDomains            : False
Default                    : True
Name                       : Contoso
IsValid                    : True

DomainName                 : fabrikam.com
CatchAllRecipientID        : contoso.com/Users/all
DomainType                 : InternalRelay
MatchSubDomains            : False
Default                    : False
Name                       : fabrikam.com
IsValid                    : True
`,
    'Get-AuthConfig.txt': `
CurrentCertificateThumbprint  : ${contosoThumbprints.current}
PreviousCertificateThumbprint :
NextCertificateThumbprint     :
NextCertificateEffectiveDate  :
ServiceName                   : 00000002-0000-0ff1-ce00-000000000000
Realm                         :
Name                          : Auth Configuration
DistinguishedName             : CN=Auth Configuration,CN=Contoso Labs,CN=Microsoft Exchange,CN=Services,CN=Configuration,DC
                                =ad,DC=contoso,DC=com
Guid                          : 9ed390c2-e6fd-4bd4-a7c0-65ca6bc791d7
WhenChangedUTC                : 1/4/2023 2:16:04 PM
WhenCreatedUTC                : 7/29/2021 5:20:48 AM
OriginatingServer             : DC-1.ad.contoso.com
`,
    'Get-AuthServer.txt': `
IssuerIdentifier               : 00000001-0000-0000-c000-000000000000
CertificateStrings             : {MIIC0jCCAbqgAwIBAgIQ, MIIC0jCCAbqgAwIBAgIR, MIIC0jCCAbqgAwIBAgIS, MIIC0jCCAbqgAwIBAgIT...}
TokenIssuingEndpoint           : https://accounts.accesscontrol.windows.net/${contosoTenant}/tokens/OAuth/2
AuthorizationEndpoint          :
ApplicationIdentifier          :
AuthMetadataUrl                : https://accounts.accesscontrol.windows.net/contoso.com/metadata/json/1
Realm                          : ${contosoTenant}
Type                           : MicrosoftACS
Enabled                        : True
IsDefaultAuthorizationEndpoint : False
DomainName                     : {}
Name                           : ACS - 3a7c5e19-2b4d-4f60-8a91-c2d3e4f50617
Guid                           : 11aa22bb-33cc-44dd-85ee-66ff77008899

IssuerIdentifier               : https://sts.windows.net/${contosoTenant}/
TokenIssuingEndpoint           : https://login.windows.net/common/oauth2/token
AuthorizationEndpoint          : https://login.windows.net/common/oauth2/authorize
AuthMetadataUrl                : https://login.windows.net/contoso.onmicrosoft.com/federationmetadata/2007-06/federationmet
                                 adata.xml
Realm                          : ${contosoTenant}
Type                           : AzureAD
Enabled                        : True
IsDefaultAuthorizationEndpoint : True
DomainName                     : {contoso.mail.onmicrosoft.com}
Name                           : EvoSts - 3a7c5e19-2b4d-4f60-8a91-c2d3e4f50617
Guid                           : 21aa22bb-33cc-44dd-85ee-66ff77008899

IssuerIdentifier               : 00000001-0000-0000-c000-000000000000
TokenIssuingEndpoint           : https://accounts.accesscontrol.windows.net/99999999-4b5a-4978-8796-a5b4c3d2e1f0/tokens/OAuth/2
AuthMetadataUrl                : https://accounts.accesscontrol.windows.net/tailspin.com/metadata/json/1
Realm                          : 99999999-4b5a-4978-8796-a5b4c3d2e1f0
Type                           : MicrosoftACS
Enabled                        : False
Name                           : ACS of the merger

IssuerIdentifier               : http://adfs.contoso.com/adfs/services/trust
AuthMetadataUrl                : https://adfs.contoso.com/FederationMetadata/2007-06/FederationMetadata.xml
Realm                          :
Type                           : ADFS
Enabled                        : True
TokenIssuingEndpoint           : https://adfs.contoso.com/adfs/oauth2/token
Name                           : ADFS
`,
    'Get-PartnerApplication.txt': `
Enabled                             : True
ApplicationIdentifier               : 00000002-0000-0ff1-ce00-000000000000
CertificateStrings                  : {}
AuthMetadataUrl                     :
Realm                               :
UseAuthServer                       : True
AcceptSecurityIdentifierInformation : False
LinkedAccount                       : ad.contoso.com/Users/Exchange Online-ApplicationAccount
IssuerIdentifier                    :
AccountType                         : OrganizationalAccount
AppOnlyPermissions                  :
ActAsPermissions                    :
Name                                : Exchange Online
Guid                                : 31aa22bb-33cc-44dd-85ee-66ff77008899
`,
    'Get-WebServicesVirtualDirectory.txt': `
CertificateAuthentication       :
InternalNLBBypassUrl            :
GzipLevel                       : Low
MRSProxyEnabled                 : True
Name                            : EWS (Default Web Site)
InternalAuthenticationMethods   : {Ntlm, WindowsIntegrated, WSSecurity, OAuth}
ExternalAuthenticationMethods   : {Ntlm, WindowsIntegrated, WSSecurity, OAuth}
LiveIdNegotiateAuthentication   :
WSSecurityAuthentication        : True
BasicAuthentication             : True
WindowsAuthentication           : True
OAuthAuthentication             : True
ExtendedProtectionTokenChecking : Allow
ExtendedProtectionFlags         : {}
ExtendedProtectionSPNList       : {}
AdminDisplayVersion             : Version 15.2 (Build 1748.24)
Server                          : CTS-EX1
InternalUrl                     : https://cts-ex1.ad.contoso.com/EWS/Exchange.asmx
ExternalUrl                     : https://mail.contoso.com/EWS/Exchange.asmx
Identity                        : CTS-EX1\\EWS (Default Web Site)

MRSProxyEnabled                 : False
Name                            : EWS (Default Web Site)
WSSecurityAuthentication        : True
BasicAuthentication             : True
WindowsAuthentication           : True
OAuthAuthentication             : False
ExtendedProtectionTokenChecking : Allow
AdminDisplayVersion             : Version 15.2 (Build 1748.24)
Server                          : CTS-EX2
InternalUrl                     : https://cts-ex2/EWS/Exchange.asmx
ExternalUrl                     : https://3a7c5e19-2b4d.resource.mailboxmigration.his.msappproxy.net/EWS/Exchange.asmx
Identity                        : CTS-EX2\\EWS (Default Web Site)
`,
    'Get-ExchangeCertificate.txt': `
AccessRules        : {System.Security.AccessControl.CryptoKeyAccessRule, System.Security.AccessControl.CryptoKeyAccessRule}
CertificateDomains : {}
HasPrivateKey      : True
IsSelfSigned       : True
Issuer             : CN=Microsoft Exchange Server Auth Certificate
NotAfter           : ${dates.notAfter}
NotBefore          : ${dates.notBefore}
PublicKeySize      : 2048
RootCAType         : None
SerialNumber       : 1D9E0ED24826A397480CB16669F1B57D
Services           : SMTP
Status             : Valid
Subject            : CN=Microsoft Exchange Server Auth Certificate
Thumbprint         : ${contosoThumbprints.current}

AccessRules        :
CertificateDomains : {mail.contoso.com, autodiscover.contoso.com}
HasPrivateKey      : True
IsSelfSigned       : False
Issuer             : CN=Some CA, O=Some, C=US
NotAfter           : 8/31/2027 11:59:59 PM
NotBefore          : 8/1/2026 12:00:00 AM
PublicKeySize      : 2048
RootCAType         : ThirdParty
SerialNumber       : 00AB
Services           : IIS, SMTP
Status             : Valid
Subject            : CN=mail.contoso.com
Thumbprint         : ${contosoThumbprints.web}
`,
  };
}
