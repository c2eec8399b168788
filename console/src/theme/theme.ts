import { ref, watchEffect } from "vue";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "qunfa.theme";
const dark = globalThis.matchMedia?.("(prefers-color-scheme: dark)");
const systemIsDark = ref(dark?.matches ?? false);
dark?.addEventListener("change", (event) => (systemIsDark.value = event.matches));

export const theme = ref<Theme>(stored());

function stored(): Theme {
  const value = localStorage.getItem(KEY);
  return THEMES.find((each) => each === value) ?? "system";
}

export function chooseTheme(choice: Theme): void {
  theme.value = choice;
  localStorage.setItem(KEY, choice);
}

/** Keeps the class that Element Plus and our own colours look at. */
export function applyTheme(root: HTMLElement): void {
  watchEffect(() => {
    const isDark = theme.value === "dark" || (theme.value === "system" && systemIsDark.value);
    root.classList.toggle("dark", isDark);
  });
}
