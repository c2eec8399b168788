/** What the platform takes, so that a file is refused before it travels. */
export interface FileRule {
  formats: string;
  maxBytes: number;
}

const KIB = 1024;
const MIB = 1024 * KIB;

export const UPLOADS = ["image", "voice", "video", "thumb"] as const;

export function ruleOf(kind: string, permanent: boolean): FileRule {
  switch (kind) {
    case "voice":
      return { formats: permanent ? ".amr,.mp3,.wav,.wma" : ".amr,.mp3", maxBytes: 2 * MIB };
    case "video":
      return { formats: ".mp4", maxBytes: 10 * MIB };
    case "thumb":
      return { formats: ".jpg,.jpeg", maxBytes: 64 * KIB };
    default:
      return {
        formats: permanent ? ".png,.jpg,.jpeg,.gif,.bmp" : ".png,.jpg,.jpeg,.gif",
        maxBytes: 10 * MIB,
      };
  }
}

export function fileSize(bytes: number, locale: string): string {
  const [value, unit] =
    bytes < KIB
      ? [bytes, "byte"]
      : bytes < MIB
        ? [bytes / KIB, "kilobyte"]
        : [bytes / MIB, "megabyte"];
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: 1,
  }).format(value);
}
