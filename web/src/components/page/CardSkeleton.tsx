/** The place of a card with rows in it, while they are loaded. */
import { RowsSkeleton } from '@/components/states/Skeletons';
import { Card } from './Section';

export function CardSkeleton({ count = 4 }: { count?: number }) {
  return (
    <Card padded={false}>
      <RowsSkeleton count={count} />
    </Card>
  );
}
