/** What a webhook and a relay have in common. */
export interface Told {
  id: string;
  url: string;
  kinds: string[];
  enabled: boolean;
  failingSince: string | null;
  disabledReason: string | null;
}
