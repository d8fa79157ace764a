/** XML namespaces of the protocols spoken here. */
export const namespaces = {
  soapEnvelope: 'http://schemas.xmlsoap.org/soap/envelope/',
  ewsMessages: 'http://schemas.microsoft.com/exchange/services/2006/messages',
  ewsTypes: 'http://schemas.microsoft.com/exchange/services/2006/types',
  ewsErrors: 'http://schemas.microsoft.com/exchange/services/2006/errors',
  autodiscover: 'http://schemas.microsoft.com/exchange/2010/Autodiscover',
  addressing: 'http://www.w3.org/2005/08/addressing',
  schemaInstance: 'http://www.w3.org/2001/XMLSchema-instance',
  schema: 'http://www.w3.org/2001/XMLSchema',
  federationMetadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  federation: 'http://docs.oasis-open.org/wsfed/federation/200706',
  xmlSignature: 'http://www.w3.org/2000/09/xmldsig#',
  windowsEvent: 'http://schemas.microsoft.com/win/2004/08/events/event',
} as const;
