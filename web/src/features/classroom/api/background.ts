/** What may lie below a page of the board: pictures and PDFs of the course's material, and new ones. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  coursesGetMaterialOptions,
  coursesListCourseMaterialsOptions,
} from '@/generated/@tanstack/react-query.gen';
import type { Material } from '@/generated/types.gen';
import { byOperation } from '@/lib/api/queries';
import { sendFile } from '@/lib/api/sendFile';
import { kindOf, materialTypeOf, titleOf } from '@/lib/kinds';
import { randomKey } from '@/lib/randomKey';

const most = 500;

export const isSheet = ({ content_type }: Pick<Material, 'content_type'>): boolean =>
  ['pdf', 'image'].includes(kindOf(content_type));

export function useSheets(course: number) {
  const query = { limit: most };
  return useQuery({
    ...coursesListCourseMaterialsOptions({ path: { id: course }, query }),
    select: (materials) => materials.filter(isSheet),
  });
}

export function useSheetMaterial(id: number | null) {
  return useQuery({
    ...coursesGetMaterialOptions({ path: { id: id ?? 0 } }),
    enabled: id !== null,
  });
}

/** Adds a file to the material of the course, where everybody in it may open it. */
export function useAddSheet(course: number) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (file: File) => {
      const fields = {
        course: String(course),
        title: titleOf(file.name),
        material_type: materialTypeOf(file),
      };
      const parcel = {
        method: 'POST' as const,
        url: '/api/materials/',
        fields,
        file,
        key: randomKey(),
      };
      return sendFile(parcel, { signal: new AbortController().signal, onProgress: () => {} });
    },
    onSuccess: () =>
      queryClient.invalidateQueries(
        byOperation('coursesListMaterials', 'coursesListCourseMaterials'),
      ),
  });
}
