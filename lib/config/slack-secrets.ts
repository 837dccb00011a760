import type { Config } from './schema.ts';
import type { SecretSource } from './secret-source.ts';

/** Reads the token that the bot speaks with. Rejects where no Slack is configured, as for any other missing secret. */
export function botToken({ slack }: Config, secrets: SecretSource): () => Promise<string> {
  return async () => {
    if (!slack) throw new Error('No Slack is configured: slack.botToken of wardround.yml is missing.');
    return secrets.read(slack.botToken);
  };
}

/** Reads every signing secret that is accepted now. Without any no request is accepted. */
export function signingSecrets({ slack }: Config, secrets: SecretSource): () => Promise<readonly string[]> {
  return () => Promise.all((slack?.signingSecrets ?? []).map((reference) => secrets.read(reference)));
}
