/**
 * Line icons on a 24 x 24 grid, drawn in the colour of the text.
 * @module ui/icons
 */

const PATHS = {
  bag: "M6 8h12l1 12H5L6 8Zm3 0a3 3 0 0 1 6 0",
  mic: "M12 4a2.5 2.5 0 0 1 2.5 2.5v5a2.5 2.5 0 0 1-5 0v-5A2.5 2.5 0 0 1 12 4ZM6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3",
  camera: "M4 8h3.500l1.500-2.500h6L16.500 8H20v11H4V8ZM12 16.500a3.200 3.200 0 1 0 0-6.400 3.200 3.200 0 0 0 0 6.400Z",
  send: "M5 12h13M13 6.5 18.5 12 13 17.5",
  close: "M6.5 6.5l11 11M17.5 6.5l-11 11",
  heart: "M12 19.5 5.2 12.8a4.2 4.2 0 0 1 6-6l.8.9.8-.9a4.2 4.2 0 0 1 6 6L12 19.5Z",
  pass: "M5 12h14M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  compare: "M9 5H4.500v14H9M15 5h4.500v14H15M12 3v18",
  similar: "M4 4h7v7H4V4Zm9 9h7v7h-7v-7ZM16.500 4v7M13 7.500h7M7.500 13v7M4 16.500h7",
  shield: "M12 3.500 5 6v5.500c0 4.300 2.900 7.500 7 9 4.100-1.500 7-4.700 7-9V6l-7-2.500Z",
  help: "M9.300 9.200a2.800 2.800 0 1 1 4 2.700c-.9.500-1.300 1-1.300 2M12 17.200v.1M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Z",
  hanger: "M12 9.500V8.700a2 2 0 1 1 2-2M12 9.500 3.500 16a1 1 0 0 0 .6 1.800h15.800a1 1 0 0 0 .6-1.800L12 9.500Z",
  undo: "M8.500 5 4.500 9l4 4M4.500 9h9a5 5 0 0 1 0 10H9",
  plus: "M12 6v12M6 12h12",
  trash: "M5 7h14M10 7V5h4v2M7 7l.8 12.500h8.400L17 7",
  headset: "M4 9.500A2.500 2.500 0 0 1 6.500 7h11A2.500 2.500 0 0 1 20 9.500V15a2 2 0 0 1-2 2h-2.200a2 2 0 0 1-1.600-.8l-.6-.8a2 2 0 0 0-3.200 0l-.6.8a2 2 0 0 1-1.600.8H6a2 2 0 0 1-2-2V9.500Z",
  cube: "M12 3.500 4.500 7.700v8.600L12 20.500l7.500-4.200V7.700L12 3.500ZM4.500 7.700 12 12l7.500-4.300M12 12v8.500",
  left: "M14.500 6 8.500 12l6 6",
  right: "M9.500 6l6 6-6 6",
  check: "M5.500 12.500l4 4 9-9",
};

/**
 * @param {keyof typeof PATHS} name
 * @returns {SVGElement} hidden from screen readers: the button around it says what it is
 */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", PATHS[name]);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}
