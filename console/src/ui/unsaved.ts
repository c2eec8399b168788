import {
  computed,
  inject,
  onScopeDispose,
  ref,
  toValue,
  watch,
  type InjectionKey,
  type MaybeRefOrGetter,
  type Ref,
} from "vue";
import { ElMessageBox } from "element-plus";

/** What is on the screen and nowhere else. */
export class Unsaved {
  readonly #forms = new Set<() => boolean>();

  /** Until the returned function is called. */
  add(changed: () => boolean): () => void {
    this.#forms.add(changed);
    return () => this.#forms.delete(changed);
  }

  get exists(): boolean {
    return [...this.#forms].some((changed) => changed());
  }
}

export const UNSAVED: InjectionKey<Unsaved> = Symbol("unsaved");

/** The page is not left without a question while this is so. */
export function useUnsaved(changed: () => boolean): void {
  onScopeDispose(inject(UNSAVED, () => new Unsaved(), true).add(changed));
}

/** Whether something differs from how it was when it was last settled. */
export function useChanged(value: MaybeRefOrGetter<unknown>) {
  const text = () => JSON.stringify(toValue(value));
  const settled = ref(text());
  const changed = computed(() => text() !== settled.value);
  useUnsaved(() => changed.value);
  return { changed, settle: () => (settled.value = text()) };
}

/** A form that shows what the server has until somebody changes it, and again once it is saved. */
export function useForm<View, Form>(view: Ref<View | undefined>, toForm: (view: View) => Form) {
  const form = ref<Form>();
  const { changed, settle } = useChanged(form);
  function load(): void {
    if (view.value === undefined) return;
    form.value = toForm(view.value);
    settle();
  }
  watch(view, () => changed.value || load(), { immediate: true });
  return { form, changed, load };
}

type Reason = "unsaved" | "signedOut";

/** Whether somebody gives up what they have written. */
export async function givesUp(t: (key: string) => string, reason: Reason): Promise<boolean> {
  const question = ElMessageBox.confirm(t(`ui.${reason}.meaning`), t(`ui.${reason}.title`), {
    confirmButtonText: t(`ui.${reason}.leave`),
    cancelButtonText: t("ui.stay"),
    confirmButtonClass: "el-button--danger",
    closeOnClickModal: false,
    autofocus: false,
  });
  return question.then(
    () => true,
    () => false,
  );
}

/** The browser asks in its own words. */
export function askBeforeUnload(target: Window, unsaved: Unsaved): void {
  target.addEventListener("beforeunload", (event) => {
    if (unsaved.exists) event.preventDefault();
  });
}
