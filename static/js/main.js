import { sendOnce } from "./once.js";

sendOnce(document);
