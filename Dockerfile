# A small image: Node, the bundle and its schemas; no package manager of ours, no dev files.

FROM node:22.21.1-alpine3.22@sha256:b2358485e3e33bc3a33114d2b1bdb18cdbe4df01bd2b257198eb51beb1f026c5 AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY scripts scripts
COPY src src
# The same times in every build.
RUN node scripts/build.mjs && find dist -type f -exec touch -d '2026-01-01 00:00:00' {} +
COPY schemas schemas
COPY fixtures/worlds/nine-versus-four/snapshot.jsonl fixtures/worlds/nine-versus-four/snapshot.jsonl

FROM node:22.21.1-alpine3.22@sha256:b2358485e3e33bc3a33114d2b1bdb18cdbe4df01bd2b257198eb51beb1f026c5
LABEL org.opencontainers.image.title="infra-parity" \
      org.opencontainers.image.description="Tells whether AWS regions hold the same infrastructure, and what was declared." \
      org.opencontainers.image.source="https://github.com/infra-parity/infra-parity" \
      org.opencontainers.image.licenses="Apache-2.0"
# npm and yarn are of no use here and bring packages of their own.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn* /usr/local/bin/yarn*
WORKDIR /opt/infra-parity
COPY --from=build --chown=root:root /build/dist dist
COPY --from=build --chown=root:root /build/schemas/*.schema.json schemas/
COPY --from=build --chown=root:root /build/fixtures fixtures
COPY --chown=root:root package.json LICENSE ./
RUN mkdir /audit /var/cache/infra-parity && chown node:node /audit /var/cache/infra-parity
ENV NODE_ENV=production XDG_CACHE_HOME=/var/cache/infra-parity
USER 1000:1000
# Compiled code is kept for the next start of a command, and taken now: the file system may be read-only later. No call
# leaves the build: nothing answers on that port.
RUN node dist/cli.cjs demo > /dev/null 2>&1 \
 && node dist/cli.cjs audit --from fixtures/worlds/nine-versus-four/snapshot.jsonl --fail-on never > /dev/null 2>&1 \
 && ! AWS_ENDPOINT_URL=http://127.0.0.1:9 AWS_ACCESS_KEY_ID=none AWS_SECRET_ACCESS_KEY=none \
      node dist/cli.cjs check --regions us-east-1,eu-central-1 > /dev/null 2>&1
WORKDIR /audit
ENTRYPOINT ["node", "/opt/infra-parity/dist/cli.cjs"]
CMD ["--help"]
