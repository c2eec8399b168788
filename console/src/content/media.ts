import { computed, toValue, type MaybeRefOrGetter } from "vue";
import { useMutation, useQueryClient } from "@tanstack/vue-query";
import { answered, api } from "@/api/client";
import { usePaged } from "@/api/paged";

type Id = MaybeRefOrGetter<string>;

const MEDIA = "media";

/** What the platform keeps until it is deleted, and lists. */
export const LISTED = ["image", "voice", "video"] as const;

export interface NewFile {
  kind: string;
  permanent: boolean;
  title: string;
  introduction: string;
  file: File;
}

export function useMaterials(account: Id, kind: MaybeRefOrGetter<string>) {
  return usePaged(
    computed(() => [MEDIA, toValue(account), "materials", toValue(kind)]),
    async (after) => {
      const page = await answered(
        api.GET("/api/v1/accounts/{account}/materials", {
          params: {
            path: { account: toValue(account) },
            query: { kind: toValue(kind), offset: Number(after ?? 0) },
          },
        }),
      );
      return { items: page.items, next: page.next === null ? null : String(page.next) };
    },
  );
}

/** What was uploaded through this server and still lives. */
export function useUploads(account: Id) {
  return usePaged(
    computed(() => [MEDIA, toValue(account), "uploads"]),
    (after) =>
      answered(
        api.GET("/api/v1/accounts/{account}/media", {
          params: { path: { account: toValue(account) }, query: { after } },
        }),
      ),
  );
}

export function useUpload(account: Id) {
  return useMediaChange(account, ({ file, ...query }: NewFile) =>
    answered(
      api.POST("/api/v1/accounts/{account}/media", {
        params: { path: { account: toValue(account) }, query },
        ...form(file),
      }),
    ),
  );
}

export function useDeleteMaterial(account: Id) {
  return useMediaChange(account, (material: string) =>
    answered(
      api.DELETE("/api/v1/accounts/{account}/materials/{material}", {
        params: { path: { account: toValue(account), material } },
      }),
    ),
  );
}

/** A picture for the inside of an article; its address is what the platform shows. */
export function useArticlePicture(account: Id) {
  return useMutation({
    mutationFn: (file: File) =>
      answered(
        api.POST("/api/v1/accounts/{account}/article-pictures", {
          params: { path: { account: toValue(account) } },
          ...form(file),
        }),
      ),
  });
}

/** The platform's picture servers show nothing on pages of others; this server fetches it. */
export function pictureAddress(account: string, address: string): string {
  return `/api/v1/accounts/${account}/pictures?address=${encodeURIComponent(address)}`;
}

/** A permanent picture by its id, when the platform does not tell its address. */
export function materialAddress(account: string, mediaId: string): string {
  return `/api/v1/accounts/${account}/materials/${encodeURIComponent(mediaId)}/picture`;
}

function form(file: File) {
  return {
    body: { file: file as unknown as string },
    bodySerializer: () => {
      const data = new FormData();
      data.append("file", file);
      return data;
    },
  };
}

function useMediaChange<T, R>(account: Id, mutationFn: (input: T) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => queries.invalidateQueries({ queryKey: [MEDIA, toValue(account)] }),
  });
}
