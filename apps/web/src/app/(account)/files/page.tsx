/** The gallery alone; the layout shows it. */
const Page = () => null;

export default Page;
