export { readKept, receiptOf } from '../../shared/sealing/kept.ts';
export { prepareBid } from '../../shared/sealing/prepare.ts';
export { verifyReceipt } from '../../shared/sealing/receipt.ts';
