/** Invented customers with addresses that reach nobody. */
import type { EpochMs } from '../../shared/model.ts'
import type { Customer } from './model.ts'
import type { Random } from './random.ts'
import type { SampleChannel } from './staff.ts'

/** A customer with what the generator has to remember of them while the half year passes. */
export interface KnownCustomer extends Customer {
  /** Whether they leave their number or their e-mail address in the web chat. */
  readonly chatAddress: string
  lastChannel: SampleChannel
  /** When their last conversation has been silent long enough to begin another. */
  freeAt: EpochMs
  hasTexted: boolean
  optedOutAt: EpochMs | null
  optedInAt: EpochMs | null
}

const firstNames =
  'Ada Agnes Ahmed Aiko Alice Amara Andre Anna Arjun Ben Bianca Björn Camille Carlos Chidi Chloe Clara Dale Dana Deepa Diego Edith Elif Emily Emma Esther Ethan Fatima Felix Fiona Frank George Grace Greta Hana Harold Helen Hugo Ida Imani Irene Isaac Ivy Jack James Jasmine Jean Joan Jonas José Julia Kai Karen Kenji Kofi Laura Leah Leo Liam Linh Lucas Łucja Maeve Marco Margaret María Mark Martha Mei Mia Milan Mohamed Nadia Nathan Nina Nora Olga Oliver Oscar Paul Peter Quinn Rachel Ravi René Rosa Ruth Sam Sara Sean Simon Sofia Stella Sven Tariq Theo Thomas Uma Vera Victor Wanda Will Xavier Yara Yusuf Zoë'.split(
    ' ',
  )
const lastNames =
  'Abbott Adeyemi Ahlberg Alvarez Archer Baker Banerjee Barnes Bennett Boyle Brandt Brooks Burke Byrne Campbell Castillo Chen Chowdhury Clarke Cohen Cooper Côté Cruz Cullen Dawson Delgado Diaz Doyle Dubois Eriksen Evans Farouk Fischer Fleming Foster Fraser Gagné García Gibson Goldberg Graham Grant Haddad Hansen Harper Hayes Hoffman Holt Hughes Ibrahim Ito Jackson Jensen Johansson Jordan Kaplan Keller Kim Klein Kowalski Kumar Lambert Larsen Lee Levesque Lopez MacLeod Mäkinen Marsh Martin Mbeki Mendoza Meyer Mitchell Moreau Morgan Murphy Nakamura Nguyen Nielsen Novak O’Brien Ortiz Osborne Park Patel Pelletier Perez Petrov Quinn Ramos Reed Reyes Rossi Roy Russell Santos Schmidt Shah Silva Singh Smith Sørensen Stone Sullivan Tanaka Taylor Thompson Tran Turner Vance Vargas Wagner Walker Ward Watanabe Weber White Wong Wright Yilmaz Young Zhao Zimmermann'.split(
    ' ',
  )

/**
 * Area codes of the United States, nearest to Portland, Maine first. In each of them the numbers 555-0100 to 555-0199
 * are set aside for fiction (North American Numbering Plan Administrator, 555 line number guidelines): enough for some
 * thirty thousand customers that nobody can call. 207 is left to the company's own lines.
 */
const areaCodes =
  '603 802 617 508 781 978 413 339 351 774 857 401 203 475 860 959 212 315 332 347 516 518 585 607 631 646 680 716 718 838 845 914 917 929 934 201 551 609 640 732 848 856 862 908 973 215 223 267 272 412 445 484 570 582 610 717 724 814 835 878 302 202 240 301 410 443 667 276 434 540 571 703 757 804 304 681 252 336 704 743 828 910 919 980 984 803 843 854 864 229 404 470 478 678 706 762 770 912 239 305 321 352 386 407 448 561 656 689 727 754 772 786 813 850 863 904 941 954 205 251 256 334 659 938 228 601 662 769 423 615 629 731 865 901 931 270 364 502 606 859 216 220 234 326 330 380 419 440 513 567 614 740 937 219 260 317 463 574 765 812 930 231 248 269 313 517 586 616 734 810 906 947 989 262 414 534 608 715 920 217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 872 218 320 507 612 651 763 952 319 515 563 641 712 314 417 573 636 660 816 501 479 870 225 318 337 504 985 405 539 572 580 918 210 214 254 281 325 346 361 409 430 432 469 512 682 713 726 737 806 817 830 832 903 915 936 940 956 972 979 316 620 785 913 308 402 531 605 701 406 307 303 719 720 970 505 575 480 520 602 623 928 385 435 801 208 986 702 725 775 209 213 279 310 323 341 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707 714 747 760 805 818 820 831 840 858 909 916 925 949 951 458 503 541 971 206 253 360 425 509 564 907 808'.split(
    ' ',
  )
const numbersPerAreaCode = 100

export const fictionalPhoneCount = areaCodes.length * numbersPerAreaCode

// A prime step larger than any factor of the capacity visits every number once, spread over the area codes.
const step = 7919

/** The `serial`th number, E.164, each one once; `capacity` limits them to the nearest area codes. */
export function fictionalPhone(serial: number, capacity: number = fictionalPhoneCount): string {
  const slot = (serial * step) % capacity
  const code = areaCodes[Math.floor(slot / numbersPerAreaCode)] ?? ''
  return `+1${code}55501${String(slot % numbersPerAreaCode).padStart(2, '0')}`
}

export interface CustomerPool {
  readonly known: readonly KnownCustomer[]
  /** Null when the numbers set aside for fiction are used up. */
  readonly add: (random: Random) => KnownCustomer | null
}

/** @param conversations how many are planned: the more, the further away the area codes. */
export function createCustomerPool(conversations: number): CustomerPool {
  const capacity = Math.min(areaCodes.length, Math.ceil(conversations / 150) + 4) * numbersPerAreaCode
  const known: KnownCustomer[] = []
  return {
    known,
    add: (random) => {
      const serial = known.length
      if (serial >= capacity) return null
      const phone = fictionalPhone(serial, capacity)
      const first = random.pick(firstNames)
      const last = random.pick(lastNames)
      const name = `${first} ${last}`
      const email = `${asAscii(first)}.${asAscii(last)}${serial + 11}@${random.pick(['example.com', 'example.net', 'example.org'])}`
      const customer: KnownCustomer = {
        name,
        phone,
        email,
        chatAddress: random.chance(0.75) ? phone : email,
        lastChannel: 'sms',
        freeAt: 0,
        hasTexted: false,
        optedOutAt: null,
        optedInAt: null,
      }
      known.push(customer)
      return customer
    },
  }
}

function asAscii(name: string): string {
  return name
    .replaceAll('ø', 'o')
    .replaceAll('Ł', 'L')
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase()
}
