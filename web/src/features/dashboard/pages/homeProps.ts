/** What a home page takes from other features: the application brings them together. */
export interface HomeProps {
  news: React.ReactNode;
  feed: React.ReactNode;
}
