/**
 * The device's microphone as pieces of PCM.
 * @module voice/microphone
 */

/** Whether this page may ask for a microphone: only over https or on the machine itself. */
export const hasMicrophone = () => "mediaDevices" in navigator && "AudioWorkletNode" in globalThis;

/**
 * @param {(pcm: Uint8Array) => void} piece
 * @returns {Promise<() => void>} what closes it
 * @throws {DOMException} the shopper said no, or there is none
 */
export async function openMicrophone(piece) {
  const wanted = { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  const stream = await navigator.mediaDevices.getUserMedia({ audio: wanted });
  const context = new AudioContext();
  const close = () => {
    stream.getTracks().forEach((track) => track.stop());
    void context.close();
  };
  try {
    await context.audioWorklet.addModule(new URL("./worklet.js", import.meta.url));
    const tap = new AudioWorkletNode(context, "tap", { numberOfOutputs: 0 });
    tap.port.onmessage = ({ data }) => piece(data);
    context.createMediaStreamSource(stream).connect(tap);
  } catch (error) {
    close();
    throw error;
  }
  return close;
}
