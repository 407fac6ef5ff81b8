#!/bin/sh
# Write the secrets of a new site to ./secrets, once: what is there stays. The mail address and the TLS certificate
# come from you: secrets/email_url (smtp+tls://user:password@host:587), secrets/tls_certificate, secrets/tls_key.
set -eu
cd "$(dirname "$0")/.."
umask 077
mkdir -p secrets
random() { openssl rand -base64 48 | tr '+/' '-_' | tr -d '\n='; }
keep() { [ -s "secrets/$1" ] || cat >"secrets/$1"; }
random | keep secret_key
random | keep field_hash_key
openssl rand -base64 32 | tr '+/' '-_' | keep field_encryption_keys
random | keep database_password
printf 'postgres://honors:%s@database:5432/honors' "$(cat secrets/database_password)" | keep database_url
# Each file is mounted alone into the containers that need it, whose users differ; on this machine the folder is closed.
chmod 0444 secrets/*
for name in email_url tls_certificate tls_key; do
    [ -s "secrets/$name" ] || printf '还缺 secrets/%s（still missing）\n' "$name"
done
