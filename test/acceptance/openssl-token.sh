#!/bin/sh
# An app-asserted-user token made with openssl and a POSIX shell alone: an actor token, signed with the token service's
# key, inside an unsigned user context.
#
#   openssl-token.sh KEY CERTIFICATE TENANT HOST MAILBOX
#
# KEY and CERTIFICATE are token-signing.key and token-signing.crt of the lab's certificates. Prints the token.
set -eu

key=$1 certificate=$2 tenant=$3 host=$4 mailbox=$5
exchange=00000002-0000-0ff1-ce00-000000000000
acs=00000001-0000-0000-c000-000000000000
now=$(date +%s)

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

x5t=$(openssl x509 -in "$certificate" -outform DER | openssl dgst -sha1 -binary | base64url)
header=$(printf '{"typ":"JWT","alg":"RS256","x5t":"%s"}' "$x5t" | base64url)
claims=$(printf '{"aud":"%s/%s@%s","iss":"%s@%s","nbf":%d,"exp":%d,"nameid":"%s@%s"}' \
  "$exchange" "$host" "$tenant" "$acs" "$tenant" $((now - 60)) $((now + 3600)) "$exchange" "$tenant" | base64url)
signature=$(printf '%s' "$header.$claims" | openssl dgst -sha256 -sign "$key" -binary | base64url)

outer_header=$(printf '{"typ":"JWT","alg":"none"}' | base64url)
outer_claims=$(printf '{"iss":"%s@%s","aud":"%s/%s@%s","nbf":%d,"exp":%d,"nii":"%s","upn":"%s","smtp":"%s","actortoken":"%s"}' \
  "$exchange" "$tenant" "$exchange" "$host" "$tenant" $((now - 60)) $((now + 3600)) \
  urn:federation:MicrosoftOnline "$mailbox" "$mailbox" "$header.$claims.$signature" | base64url)
printf '%s.%s.\n' "$outer_header" "$outer_claims"
