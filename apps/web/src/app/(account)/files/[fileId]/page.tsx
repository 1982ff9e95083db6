/** The gallery with one file open over it; the layout reads the address and shows both. */
const Page = () => null;

export default Page;
