/** The material of a course, and what can be done with a piece of it. Files travel by the upload queue, not here. */
import {
  keepPreviousData,
  type QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import {
  coursesDeleteMaterialMutation,
  coursesGetMaterialOptions,
  coursesGetMaterialQueryKey,
  coursesGetMaterialUsageOptions,
  coursesListCourseMaterialsOptions,
  coursesUpdateMaterialMutation,
} from '@/generated/@tanstack/react-query.gen';
import { coursesListMaterials } from '@/generated/sdk.gen';
import type { Material } from '@/generated/types.gen';
import { apiMutation } from '@/lib/api/mutations';
import { listOptions } from '@/lib/api/pages';
import { byOperation } from '@/lib/api/queries';

const pageSize = 50;
const neighbourLimit = 500;
const everything = byOperation(
  'coursesListMaterials',
  'coursesListCourseMaterials',
  'coursesGetMaterial',
  'coursesGetMaterialUsage',
);

export const materialsOptions = (course: number, search = '') =>
  listOptions('coursesListMaterials', { course, search }, (cursor, signal) =>
    coursesListMaterials({
      query: { course, search, limit: pageSize, ...(cursor ? { cursor } : {}) },
      signal,
    }),
  );

export function useMaterials(course: number, search: string) {
  return useInfiniteQuery({
    ...materialsOptions(course, search),
    placeholderData: keepPreviousData,
  });
}

export const materialOptions = (id: number) => coursesGetMaterialOptions({ path: { id } });

export function useMaterial(id: number) {
  return useQuery(materialOptions(id));
}

/** How much room the teacher's material takes, in all courses together. */
export function useUsage() {
  return useQuery(coursesGetMaterialUsageOptions());
}

/** The pieces before and after one in the course's list. */
export function useNeighbours(course: number, id: number) {
  const query = { limit: neighbourLimit };
  const list = useQuery(coursesListCourseMaterialsOptions({ path: { id: course }, query })).data;
  const index = list?.findIndex((material) => material.id === id) ?? -1;
  if (!list || index < 0) return { previous: undefined, next: undefined };
  return { previous: list[index - 1], next: list[index + 1] };
}

export function refreshMaterials(queryClient: QueryClient): Promise<void> {
  return queryClient.invalidateQueries(everything);
}

export function useRename() {
  const queryClient = useQueryClient();
  return useMutation({
    ...apiMutation(coursesUpdateMaterialMutation()),
    onSuccess: (material) => {
      const { queryKey } = materialOptions(material.id);
      queryClient.setQueryData(queryKey, material);
      return refreshMaterials(queryClient);
    },
  });
}

export function useDeleteMaterial(material: Material) {
  const queryClient = useQueryClient();
  return useMutation({
    ...apiMutation(coursesDeleteMaterialMutation()),
    onSuccess: () => {
      queryClient.removeQueries({
        queryKey: coursesGetMaterialQueryKey({ path: { id: material.id } }),
      });
      return queryClient.invalidateQueries(
        byOperation(
          'coursesListMaterials',
          'coursesListCourseMaterials',
          'coursesGetMaterialUsage',
        ),
      );
    },
  });
}
